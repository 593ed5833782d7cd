with
foreign_rows as (
    select
        course_id,
        row_key,
        {{ json_fields('fields', [
            'user_id', 'problem_id', 'submission_timestamp', 'submission_attempt_number',
            'submission_answer', 'submission_is_submitted', 'submission_os', 'submission_agent',
            'validity',
        ]) }} as fields
    from {{ ref('int_foreign_rows') }}
    where table_name = 'submissions'
),

software as (
    select * from {{ ref('int_foreign_software') }}
),

salt as (
    select * from {{ ref('stg_pseudonym_salt') }}
),

parsed as (
    select
        foreign_rows.*,
        {{ foreign_user_id('foreign_rows.fields.user_id') }} as user_id,
        {{ foreign_time('foreign_rows.fields.submission_timestamp') }} as submitted_at,
        os.software_id as os_id,
        agent.software_id as agent_id
    from foreign_rows
    cross join salt
    left join software as os
        on
            foreign_rows.course_id = os.course_id
            and {{ trimmed('foreign_rows.fields.submission_os') }} = os.foreign_key
            and os.kind = 'os'
    left join software as agent
        on
            foreign_rows.course_id = agent.course_id
            and {{ trimmed('foreign_rows.fields.submission_agent') }} = agent.foreign_key
            and agent.kind = 'agent'
)

select
    course_id,
    row_key as foreign_key,
    {{ foreign_id('submission', 'row_key', 'course_id') }} as submission_id,
    user_id,
    {{ foreign_id('problem', 'fields.problem_id', 'course_id') }} as problem_id,
    submitted_at as submission_timestamp,
    {{ safe_bigint('fields.submission_attempt_number', 'place') }} as submission_attempt_number,
    coalesce(fields.submission_answer, '') as submission_answer,
    {{ foreign_flag('fields.submission_is_submitted', 'place') }} as submission_is_submitted,
    os_id as submission_os,
    agent_id as submission_agent,
    {{ foreign_flag('fields.validity', 'share') }} as validity,
    {{ count_unused([
        ('fields.submission_timestamp', 'submitted_at'),
        ('fields.submission_os', 'os_id'),
        ('fields.submission_agent', 'agent_id'),
    ]) }} as n_unused_values
from parsed
