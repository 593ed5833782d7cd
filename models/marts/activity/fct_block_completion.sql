with
interactions as (
    select * from {{ ref('int_xblock_interactions') }}
    where
        action in ('progressed', 'completed')
        and block_id is not null
),

learner_courses as (
    select * from {{ ref('int_learner_courses') }}
    where is_counted
),

courses as (
    select * from {{ ref('int_courses') }}
),

-- An event of an end without a share means complete; an unusable share means nothing.
evidence as (
    select
        interactions.*,
        case
            when interactions.action = 'completed' and not interactions.names_progress then 1
            else interactions.progress
        end as completion
    from interactions
    inner join learner_courses
        on
            interactions.learner_id = learner_courses.learner_id
            and interactions.course_id = learner_courses.course_id
    left join courses
        on interactions.course_id = courses.course_id
    where {{ within_course_dates('interactions.event_at') }}
),

ranked_evidence as (
    select
        *,
        row_number() over (
            partition by learner_id, course_id, block_id
            order by
                (completion is null),
                event_at desc nulls last,
                line_no desc nulls last,
                event_id desc nulls last
        ) as recency
    from evidence
),

event_types as (
    select distinct
        learner_id,
        course_id,
        block_id,
        event_type
    from evidence
),

event_type_lists as (
    select
        learner_id,
        course_id,
        block_id,
        {{ joined_texts('event_type', ', ', 'event_type') }} as event_types
    from event_types
    group by learner_id, course_id, block_id
),

blocks as (
    select
        platform,
        course_id,
        learner_id,
        block_id,
        max(xblock_type) as block_type,
        min(event_at) as first_event_at,
        min(case when completion = 1 then event_at end) as first_completed_at,
        max(event_at) as last_event_at,
        max(case when recency = 1 then completion end) as last_completion,
        count(*) as n_events
    from ranked_evidence
    group by platform, course_id, learner_id, block_id
)

select
    blocks.platform,
    blocks.course_id,
    blocks.learner_id,
    blocks.block_id,
    blocks.block_type,
    blocks.first_event_at,
    blocks.first_completed_at,
    blocks.last_event_at,
    blocks.last_completion,
    blocks.last_completion = 1 as is_complete,
    blocks.n_events,
    event_type_lists.event_types
from blocks
inner join event_type_lists
    on
        blocks.learner_id = event_type_lists.learner_id
        and blocks.course_id = event_type_lists.course_id
        and blocks.block_id = event_type_lists.block_id
