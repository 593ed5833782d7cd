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

-- Hidden content is a draft or deleted: no learner saw it.
content as (
    select * from {{ ref('int_content') }}
    where not coalesce(is_hidden, false)
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
        max(opens_at) as last_opens_at,
        -- Only a course structure and an export place blocks in their parents.
        count(place_in_parent) > 0 as is_outlined,
        count(coalesce(closes_at, due_at)) > 0 as has_deadlines,
        bool_or(coalesce(due_at < closes_at, false)) filter (where closes_at is not null)
            as uses_soft_deadlines
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

-- edX logs are complete for these features: absence is false there, and unknown (null) elsewhere.
select
    courses.platform,
    courses.course_id,
    {%- for feature in [
        'seen_events.uses_peer_grading', 'seen_events.uses_self_grading',
        'seen_events.uses_staff_grading', 'seen_events.has_open_responses',
        'seen_events.offers_certificates', 'seen_modes.offers_verified_certificates',
    ] %}
        case
            when {{ feature }} then true
            when courses.platform = 'edx' then false
        end as {{ feature.split('.')[1] }},
    {%- endfor %}
    {%- for feature in ['has_problems', 'has_in_video_quizzes'] %}
        case
            when seen_blocks.{{ feature }} then true
            when courses.platform = 'edx' or seen_blocks.is_outlined then false
        end as {{ feature }},
    {%- endfor %}
    {{ local_day('seen_blocks.last_opens_at', 'courses.time_zone') }} as last_release_date,
    case when seen_blocks.is_outlined then seen_blocks.has_deadlines end as uses_hard_deadlines,
    seen_blocks.uses_soft_deadlines
from courses
left join seen_events
    on courses.course_id = seen_events.course_id
left join seen_blocks
    on courses.course_id = seen_blocks.course_id
left join seen_modes
    on courses.course_id = seen_modes.course_id
