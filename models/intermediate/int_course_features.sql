with
events as (
    select
        platform,
        course_id,
        event_type,
        event_family
    from {{ ref('int_events') }}
    where course_id is not null
    group by all
),

content as (
    select * from {{ ref('int_content') }}
),

enrollment_events as (
    select * from {{ ref('int_enrollment_events') }}
),

seen_events as (
    select
        platform,
        course_id,
        bool_or(event_type in ('ora_peer_assessed', 'page_peer_assessment')) as uses_peer_grading,
        bool_or(event_type = 'ora_self_assessed') as uses_self_grading,
        bool_or(event_type = 'ora_staff_assessed') as uses_staff_grading,
        bool_or(event_family = 'open_response') as has_open_responses,
        bool_or(event_type = 'certificate_created') as offers_certificates
    from events
    group by platform, course_id
),

seen_blocks as (
    select
        course_id,
        bool_or(block_type in ('problem', 'quiz', 'assignment')) as has_problems,
        bool_or(block_type = 'invideoquiz' or (block_type = 'quiz' and format = 'video'))
            as has_in_video_quizzes,
        cast(max(opens_at) as date) as last_release_date,
        -- Known only where a course structure is loaded, which places every block in its parent.
        case when count(place_in_parent) > 0 then count(due_at) > 0 end as uses_hard_deadlines,
        bool_or(due_at < closes_at) as uses_soft_deadlines
    from content
    group by course_id
),

seen_modes as (
    select
        course_id,
        bool_or(mode in ('verified', 'professional', 'no-id-professional', 'credit', 'masters'))
            as offers_verified_certificates
    from enrollment_events
    group by course_id
),

courses as (
    select * from {{ ref('int_courses') }}
)

select
    courses.platform,
    courses.course_id,
    coalesce(seen_events.uses_peer_grading, false) as uses_peer_grading,
    coalesce(seen_events.uses_self_grading, false) as uses_self_grading,
    coalesce(seen_events.uses_staff_grading, false) as uses_staff_grading,
    coalesce(seen_events.has_open_responses, false) as has_open_responses,
    coalesce(seen_events.offers_certificates, false) as offers_certificates,
    coalesce(seen_blocks.has_problems, false) as has_problems,
    coalesce(seen_blocks.has_in_video_quizzes, false) as has_in_video_quizzes,
    seen_blocks.last_release_date,
    seen_blocks.uses_hard_deadlines,
    seen_blocks.uses_soft_deadlines,
    coalesce(seen_modes.offers_verified_certificates, false) as offers_verified_certificates
from courses
left join seen_events
    on courses.course_id = seen_events.course_id
left join seen_blocks
    on courses.course_id = seen_blocks.course_id
left join seen_modes
    on courses.course_id = seen_modes.course_id
