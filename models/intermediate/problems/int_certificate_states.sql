with
certificate_events as (
    select * from {{ ref('stg_edx__certificate_events') }}
    where event_type in ('certificate_created', 'certificate_revoked')
),

event_subjects as (
    select * from {{ ref('int_edx_event_subjects') }}
),

package_certificates as (
    select * from {{ ref('stg_edx_package__certificates') }}
),

-- The platform logs a certificate once it can be downloaded; the event of a revocation does not
-- show whether the status is unavailable or not passing.
states as (
    select
        event_subjects.learner_id,
        certificate_events.course_id,
        certificate_events.event_at as modified_at,
        case when certificate_events.event_type = 'certificate_created' then 'downloadable' end
            as status,
        certificate_events.line_no,
        certificate_events.event_id
    from certificate_events
    inner join event_subjects
        on certificate_events.subject_user_id = event_subjects.user_id
    where certificate_events.course_id is not null
    union all
    select
        learner_id,
        course_id,
        modified_at,
        status,
        cast(null as bigint) as line_no,
        cast(null as string) as event_id
    from package_certificates
),

-- At the same time the data package takes precedence, because it shows every status.
ranked as (
    select
        *,
        row_number() over (
            partition by learner_id, course_id
            order by
                modified_at desc nulls last, line_no desc nulls first, event_id desc nulls first
        ) as recency
    from states
)

select
    'edx' as platform,
    course_id,
    learner_id,
    modified_at,
    status
from ranked
where recency = 1
