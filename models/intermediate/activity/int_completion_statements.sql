with
interactions as (
    select * from {{ ref('int_xblock_interactions') }}
    where
        action in ('progressed', 'completed')
        and block_id is not null
),

block_completions as (
    select * from {{ ref('stg_edx_package__block_completions') }}
),

-- The state of a block shows that it was done, not when.
done_modules as (
    select * from {{ ref('stg_edx_package__student_modules') }}
    where is_done or n_attempts > 0 or (earned is not null and possible is not null)
)

-- An event of an end without a share means complete; an unusable share means nothing.
select
    platform,
    course_id,
    learner_id,
    block_id,
    xblock_type as block_type,
    event_type as evidence,
    1 as evidence_rank,
    true as is_event,
    event_id,
    event_at as stated_at,
    line_no,
    case
        when action = 'completed' and not names_progress then 1
        else progress
    end as completion
from interactions
where learner_id is not null and course_id is not null
union all
select
    'edx' as platform,
    course_id,
    learner_id,
    block_id,
    block_type,
    'completion_blockcompletion' as evidence,
    1 as evidence_rank,
    false as is_event,
    cast(null as string) as event_id,
    coalesce(modified_at, created_at) as stated_at,
    cast(null as bigint) as line_no,
    completion
from block_completions
union all
select
    'edx' as platform,
    course_id,
    learner_id,
    block_id,
    block_type,
    'courseware_studentmodule' as evidence,
    2 as evidence_rank,
    false as is_event,
    cast(null as string) as event_id,
    cast(null as timestamp) as stated_at,
    cast(null as bigint) as line_no,
    1 as completion
from done_modules
