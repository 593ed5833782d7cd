{{ config(materialized='table') }}

with
items as (
    select
        *,
        {{ edx_respelled('item_id') }} as block_id
    from ({{ edx_package_rows('submissions_studentitem') }}) as items
),

submissions as (
    {{ edx_package_rows('submissions_submission') }}
),

scores as (
    select
        *,
        row_number() over (
            partition by student_item_id
            order by created_at desc nulls last, id desc
        ) as recency
    from ({{ edx_package_rows('submissions_score') }}) as scores
),

submission_counts as (
    select
        student_item_id,
        count(*) as n_submissions,
        min(coalesce(submitted_at, created_at)) as first_submitted_at,
        max(coalesce(submitted_at, created_at)) as last_submitted_at
    from submissions
    group by student_item_id
)

-- A score without points resets the earlier score.
select
    items.course_id,
    items.learner_id,
    items.user_id,
    items.block_id,
    cast(sum(submission_counts.n_submissions) as bigint) as n_submissions,
    min(submission_counts.first_submitted_at) as first_submitted_at,
    max(submission_counts.last_submitted_at) as last_submitted_at,
    max(case when scores.reset is not true then scores.points_earned end) as earned,
    max(case when scores.reset is not true then scores.points_possible end) as possible,
    max(scores.created_at) as scored_at
from items
left join submission_counts
    on items.id = submission_counts.student_item_id
left join scores
    on items.id = scores.student_item_id and scores.recency = 1
group by items.course_id, items.learner_id, items.user_id, items.block_id
