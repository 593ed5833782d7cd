with
grade_events as (
    select * from {{ ref('stg_edx__grade_events') }}
),

certificate_events as (
    select * from {{ ref('stg_edx__certificate_events') }}
    where event_type in ('certificate_created', 'certificate_revoked')
),

package_statements as (
    select * from {{ ref('int_package_grade_statements') }}
),

event_subjects as (
    select * from {{ ref('int_edx_event_subjects') }}
)

select
    event_subjects.learner_id,
    grade_events.course_id,
    grade_events.scope,
    grade_events.block_id,
    case
        when
            grade_events.event_type in (
                'course_passed', 'course_passed_first_time', 'course_failed'
            )
            then 'standing'
        else 'points'
    end as statement_type,
    'event' as source,
    1 as source_rank,
    grade_events.event_at as stated_at,
    grade_events.line_no,
    grade_events.event_id,
    grade_events.earned,
    grade_events.possible,
    coalesce(
        grade_events.percent,
        {{ edx_share_of_points('grade_events.earned', 'grade_events.possible') }}
    ) as percent,
    grade_events.letter_grade as letter,
    case
        when grade_events.event_type in ('course_passed', 'course_passed_first_time') then true
        when grade_events.event_type = 'course_failed' then false
    end as passed,
    cast(null as boolean) as is_certified,
    cast(null as timestamp) as certified_at,
    cast(null as string) as mode
from grade_events
inner join event_subjects
    on grade_events.subject_user_id = event_subjects.user_id
where grade_events.course_id is not null
union all
select
    event_subjects.learner_id,
    certificate_events.course_id,
    'course' as scope,
    null as block_id,
    'certificate' as statement_type,
    'event' as source,
    1 as source_rank,
    certificate_events.event_at as stated_at,
    certificate_events.line_no,
    certificate_events.event_id,
    null as earned,
    null as possible,
    null as percent,
    null as letter,
    null as passed,
    certificate_events.event_type = 'certificate_created' as is_certified,
    case
        when certificate_events.event_type = 'certificate_created' then certificate_events.event_at
    end as certified_at,
    certificate_events.mode
from certificate_events
inner join event_subjects
    on certificate_events.subject_user_id = event_subjects.user_id
where certificate_events.course_id is not null
union all
select * from package_statements
