with
foreign_rows as (
    select
        course_id,
        row_key,
        {{ json_fields('fields', [
            'problem_name', 'problem_parent_id', 'problem_child_number', 'problem_type_id',
            'problem_release_timestamp', 'problem_soft_deadline', 'problem_hard_deadline',
            'problem_max_submission', 'problem_max_duration', 'problem_weight', 'resource_id',
            'problem_week',
        ]) }} as fields
    from {{ ref('int_foreign_rows') }}
    where table_name = 'problems'
),

submitted as (
    select distinct
        course_id,
        {{ trimmed(json_fields('fields', ['problem_id']) ~ '.problem_id') }} as row_key
    from {{ ref('int_foreign_rows') }}
    where table_name = 'submissions'
),

-- A problem that only submissions name is a problem too.
all_problems as (
    select
        coalesce(foreign_rows.course_id, submitted.course_id) as course_id,
        coalesce(foreign_rows.row_key, submitted.row_key) as row_key,
        foreign_rows.row_key is not null as is_listed,
        foreign_rows.fields
    from foreign_rows
    full join submitted
        on foreign_rows.course_id = submitted.course_id and foreign_rows.row_key = submitted.row_key
),

resources as (
    select * from {{ ref('int_foreign_resources') }}
),

problem_types as (
    select * from {{ ref('int_foreign_types') }}
    where kind = 'problem_type'
),

linked as (
    select
        foreign_rows.*,
        {{ foreign_id('problem', 'foreign_rows.row_key') }} as problem_id,
        {{ foreign_id('problem', 'parents.row_key') }} as parent_id,
        problem_types.type_id,
        resources.resource_id,
        {{ foreign_time('foreign_rows.fields.problem_release_timestamp') }} as release_timestamp,
        {{ foreign_time('foreign_rows.fields.problem_soft_deadline') }} as soft_deadline,
        {{ foreign_time('foreign_rows.fields.problem_hard_deadline') }} as hard_deadline
    from all_problems as foreign_rows
    left join all_problems as parents
        on
            foreign_rows.course_id = parents.course_id
            and {{ trimmed('foreign_rows.fields.problem_parent_id') }} = parents.row_key
            and foreign_rows.row_key <> parents.row_key
    left join problem_types
        on
            foreign_rows.course_id = problem_types.course_id
            and {{ trimmed('foreign_rows.fields.problem_type_id') }} = problem_types.foreign_key
    left join resources
        on
            foreign_rows.course_id = resources.course_id
            and {{ trimmed('foreign_rows.fields.resource_id') }} = resources.foreign_key
)

select
    course_id,
    row_key as foreign_key,
    is_listed,
    problem_id,
    {{ trimmed('fields.problem_name') }} as problem_name,
    parent_id as problem_parent_id,
    {{ safe_bigint('fields.problem_child_number', 'place') }} as problem_child_number,
    type_id as problem_type_id,
    release_timestamp as problem_release_timestamp,
    soft_deadline as problem_soft_deadline,
    hard_deadline as problem_hard_deadline,
    {{ safe_bigint('fields.problem_max_submission', 'count') }} as problem_max_submission,
    {{ safe_bigint('fields.problem_max_duration', 'count') }} as problem_max_duration,
    {{ safe_double('fields.problem_weight', 'points') }} as problem_weight,
    resource_id,
    {{ safe_bigint('fields.problem_week') }} as problem_week,
    {{ count_unused([
        ('fields.problem_parent_id', 'parent_id'),
        ('fields.problem_type_id', 'type_id'),
        ('fields.resource_id', 'resource_id'),
        ('fields.problem_release_timestamp', 'release_timestamp'),
        ('fields.problem_soft_deadline', 'soft_deadline'),
        ('fields.problem_hard_deadline', 'hard_deadline'),
    ]) }} as n_unused_values
from linked
