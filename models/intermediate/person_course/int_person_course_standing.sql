with
enrollments as (
    select * from {{ ref('int_enrollments') }}
),

verified_spells as (
    select
        learner_id,
        course_id,
        max(ended_at) filter (where ended_by = 'deactivated') as last_verified_unenrolled_at
    from {{ ref('int_enrollment_spells') }}
    where mode = 'verified'
    group by learner_id, course_id
),

grades as (
    select * from {{ ref('int_grades') }}
    where scope = 'course'
),

certificates as (
    select * from {{ ref('int_certificate_states') }}
),

roles as (
    select * from {{ ref('int_learner_roles') }}
),

verifications as (
    select
        learner_id,
        course_id,
        status
    from {{ ref('stg_edx_package__verification_statuses') }}
    where learner_id is not null
    qualify
        row_number() over (
            partition by learner_id, course_id
            order by stated_at desc nulls last, status asc
        ) = 1
),

calendars as (
    select * from {{ ref('int_course_calendars') }}
),

learner_courses as (
    select
        learner_id,
        course_id
    from enrollments
    union
    select
        learner_id,
        course_id
    from grades
    union
    select
        learner_id,
        course_id
    from certificates
    union
    select
        learner_id,
        course_id
    from roles
    union
    select
        learner_id,
        course_id
    from verifications
)

select
    learner_courses.learner_id,
    learner_courses.course_id,
    enrollments.learner_id is not null as is_registered,
    enrollments.first_enrolled_at,
    enrollments.mode,
    enrollments.is_enrolled,
    enrollments.first_verified_at,
    verified_spells.last_verified_unenrolled_at,
    grades.passed,
    grades.percent,
    grades.is_certified,
    {{ local_day('grades.certified_at', 'calendars.time_zone') }} as certified_date,
    {{ local_day('certificates.modified_at', 'calendars.time_zone') }} as certificate_modified_date,
    certificates.status as certificate_status,
    roles.roles,
    verifications.status as verification_status
from learner_courses
left join calendars
    on learner_courses.course_id = calendars.course_id
left join enrollments
    on
        learner_courses.learner_id = enrollments.learner_id
        and learner_courses.course_id = enrollments.course_id
{%- for table in ['verified_spells', 'grades', 'certificates', 'roles', 'verifications'] %}
    left join {{ table }}
        on
            learner_courses.learner_id = {{ table }}.learner_id
            and learner_courses.course_id = {{ table }}.course_id
{%- endfor %}
