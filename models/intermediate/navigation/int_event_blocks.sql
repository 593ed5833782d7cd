{{ config(
    materialized='incremental',
    pre_hook="{{ delete_outdated(changed_learner_courses()) }}",
) }}

with
events as (
    select * from {{ ref('int_events') }}
),

touched as (
    {{ touched_learner_courses('events') }}
),

block_keys as (
    select * from {{ ref('int_block_keys') }}
),

edx_names as (
    select
        event_id,
        module_display_name as display_name
    from {{ ref('stg_edx__events') }}
    where module_display_name is not null and event_family is distinct from 'grade'
),

-- Videos and some problems are named by html id or bare name, which only their family can read.
edx_videos as (
    select
        event_id,
        video_id
    from {{ ref('stg_edx__video_events') }}
    where video_id is not null
),

edx_problems as (
    select
        event_id,
        {{ edx_problem_key() }} as problem_key
    from {{ ref('stg_edx__problem_events') }}
),

keyed as (
    select
        touched.*,
        coalesce(edx_problems.problem_key, touched.block_id, edx_videos.video_id) as block_key,
        {{ edx_family_block_type('touched.event_family') }} as family_type
    from touched
    left join edx_videos
        on touched.event_id = edx_videos.event_id
    left join edx_problems
        on touched.event_id = edx_problems.event_id
    where touched.platform = 'edx'
)

select
    keyed.learner_course_id,
    keyed.learner_course_version,
    keyed.platform,
    keyed.event_id,
    keyed.course_id,
    keyed.event_at,
    block_keys.block_id,
    block_keys.node,
    block_keys.block_type,
    block_keys.block_name,
    edx_names.display_name
from keyed
inner join block_keys
    on
        keyed.block_key = block_keys.block_key
        and keyed.course_id is not distinct from block_keys.course_id
        and keyed.family_type is not distinct from block_keys.family_type
left join edx_names
    on keyed.event_id = edx_names.event_id
union all
select
    learner_course_id,
    learner_course_version,
    platform,
    event_id,
    course_id,
    event_at,
    block_id,
    block_id as node,
    split_part(block_id, '/', 1) as block_type,
    split_part(block_id, '/', 2) as block_name,
    cast(null as string) as display_name
from touched
where platform = 'coursera' and block_id is not null
