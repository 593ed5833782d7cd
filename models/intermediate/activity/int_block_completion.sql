with
statements as (
    select * from {{ ref('int_completion_statements') }}
),

learner_courses as (
    select * from {{ ref('int_learner_courses') }}
    where is_counted
),

courses as (
    select * from {{ ref('int_courses') }}
),

counted as (
    select statements.*
    from statements
    inner join learner_courses
        on
            statements.learner_id = learner_courses.learner_id
            and statements.course_id = learner_courses.course_id
    left join courses
        on statements.course_id = courses.course_id
    where {{ within_course_dates('statements.stated_at') }}
),

-- The state of a block is the fallback where no event states completion.
ranked_evidence as (
    select
        *,
        row_number() over (
            partition by learner_id, course_id, block_id
            order by
                (completion is null),
                evidence_rank asc,
                stated_at desc nulls last,
                is_event desc,
                line_no desc nulls last,
                event_id desc nulls last
        ) as recency
    from counted
),

evidence_names as (
    select distinct
        learner_id,
        course_id,
        block_id,
        evidence
    from counted
),

evidence_lists as (
    select
        learner_id,
        course_id,
        block_id,
        {{ joined_texts('evidence', ', ', 'evidence') }} as event_types
    from evidence_names
    group by learner_id, course_id, block_id
),

blocks as (
    select
        platform,
        course_id,
        learner_id,
        block_id,
        max(block_type) as block_type,
        min(stated_at) as first_event_at,
        min(case when completion = 1 then stated_at end) as first_completed_at,
        max(stated_at) as last_event_at,
        max(case when recency = 1 then completion end) as last_completion,
        count(case when is_event then 1 end) as n_events
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
    evidence_lists.event_types
from blocks
inner join evidence_lists
    on
        blocks.learner_id = evidence_lists.learner_id
        and blocks.course_id = evidence_lists.course_id
        and blocks.block_id = evidence_lists.block_id
