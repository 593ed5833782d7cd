with
certificate_events as (
    select * from {{ ref('stg_edx__certificate_events') }}
    where event_type in ('certificate_created', 'certificate_revoked')
),

event_subjects as (
    select * from {{ ref('int_edx_event_subjects') }}
),

ranked as (
    select
        event_subjects.learner_id,
        certificate_events.course_id,
        certificate_events.event_at,
        certificate_events.event_type,
        row_number() over (
            partition by event_subjects.learner_id, certificate_events.course_id
            order by
                certificate_events.event_at desc, certificate_events.line_no desc,
                certificate_events.event_id desc
        ) as recency
    from certificate_events
    inner join event_subjects
        on certificate_events.subject_user_id = event_subjects.user_id
    where certificate_events.course_id is not null
)

-- The platform logs a certificate once it can be downloaded; a revoked one may be unavailable or
-- not passing, which the event does not tell.
select
    'edx' as platform,
    course_id,
    learner_id,
    event_at as modified_at,
    case when event_type = 'certificate_created' then 'downloadable' end as status
from ranked
where recency = 1
