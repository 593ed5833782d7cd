with
items as (
    select * from {{ ref('int_items') }}
),

page_visits as (
    select * from {{ ref('fct_page_visits') }}
    where block_id is not null
),

engagement as (
    select * from {{ ref('fct_module_engagement') }}
),

videos as (
    select * from {{ ref('dim_videos') }}
),

attempts as (
    select * from {{ ref('fct_problem_attempts') }}
),

open_responses as (
    select * from {{ ref('fct_open_responses') }}
),

-- A problem drawn from a library has a key for each learner; the course has the original.
problems as (
    select
        course_id,
        problem_id,
        max(coalesce(block_id, problem_id)) as block_id
    from attempts
    where course_id is not null
    group by course_id, problem_id
),

uses as (
    select
        course_id,
        learner_id,
        'page' as kind,
        block_id,
        activity_date,
        n_visits as n_uses
    from page_visits
    union all
    select
        engagement.course_id,
        engagement.learner_id,
        'video' as kind,
        videos.block_id,
        engagement.activity_date,
        engagement.n as n_uses
    from engagement
    inner join videos
        on engagement.course_id = videos.course_id and engagement.entity_id = videos.video_id
    where engagement.action = 'viewed'
    union all
    select
        engagement.course_id,
        engagement.learner_id,
        'problem' as kind,
        problems.block_id,
        engagement.activity_date,
        engagement.n as n_uses
    from engagement
    inner join problems
        on
            engagement.course_id = problems.course_id
            and engagement.entity_id = problems.problem_id
    where engagement.action = 'attempted'
    union all
    select
        course_id,
        learner_id,
        'problem' as kind,
        problem_id as block_id,
        activity_date,
        1 as n_uses
    from ({{ on_local_days('open_responses', 'submitted_at') }})
    where submitted_at is not null
)

select
    items.platform,
    uses.course_id,
    uses.learner_id,
    uses.kind,
    uses.block_id,
    min(uses.activity_date) as first_date,
    max(uses.activity_date) as last_date,
    cast(sum(uses.n_uses) as bigint) as n_uses
from uses
inner join items
    on
        uses.course_id = items.course_id
        and uses.block_id = items.block_id
        and uses.kind = items.kind
group by items.platform, uses.course_id, uses.learner_id, uses.kind, uses.block_id
