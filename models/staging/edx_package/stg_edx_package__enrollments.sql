{{ config(materialized='table') }}

with
loads as (
    select
        load_id,
        cast(finished_at as date) as landed_date
    from {{ ref('stg_loads') }}
),

salt as (
    select * from {{ ref('stg_pseudonym_salt') }}
),

course_keys as (
    select * from {{ ref('stg_edx_package__course_keys') }}
),

course_states as (
    select * from {{ ref('stg_edx_package__course_states') }}
),

rows_of_learners as (
    select
        *,
        lower({{ edx_course_key('course_id') }}) as folded_key,
        {{ edx_user_id('user_id') }} as subject_user_id
    from {{ source('raw_edx', 'student_courseenrollment') }}
    qualify row_number() over (
        partition by lower({{ edx_course_key('course_id') }}), {{ edx_user_id('user_id') }}
        order by load_id desc, file_id desc, line_no desc
    ) = 1
)

select
    course_keys.course_id,
    rows_of_learners.subject_user_id,
    {{ learner_id('salt.salt', 'edx', 'user_id', 'rows_of_learners.subject_user_id') }}
        as learner_id,
    {{ edx_package_time('rows_of_learners.created', 'loads.landed_date') }} as created_at,
    {{ edx_package_boolean('rows_of_learners.is_active') }} as is_enrolled,
    {{ trimmed('rows_of_learners.mode') }} as mode,
    course_states.as_of_at,
    rows_of_learners.load_id
from rows_of_learners
cross join salt
inner join course_keys
    on rows_of_learners.folded_key = course_keys.folded_key
left join course_states
    on course_keys.course_id = course_states.course_id
left join loads
    on rows_of_learners.load_id = loads.load_id
where rows_of_learners.subject_user_id is not null
