{{ config(
    materialized='incremental',
    pre_hook="{{ forget_changed_learner_courses() }}",
) }}

with
events as (
    select * from {{ ref('int_events') }}
),

touched as (
    {{ touched_learner_courses('events') }}
),

ambiguous_blocks as (
    select * from {{ ref('int_ambiguous_blocks') }}
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
),

edx_problems as (
    select
        event_id,
        coalesce(block_id, problem_id) as problem_key
    from {{ ref('stg_edx__problem_events') }}
),

keyed as (
    select
        touched.learner_course_id,
        touched.learner_course_version,
        touched.event_id,
        touched.platform,
        touched.course_id,
        touched.event_at,
        coalesce(edx_problems.problem_key, touched.block_id, edx_videos.video_id) as block_key,
        case
            when edx_videos.event_id is not null then 'video'
            when edx_problems.event_id is not null then 'problem'
        end as family_type,
        edx_names.display_name
    from touched
    left join edx_names
        on touched.event_id = edx_names.event_id
    left join edx_videos
        on touched.event_id = edx_videos.event_id
    left join edx_problems
        on touched.event_id = edx_problems.event_id
    where touched.platform = 'edx'
),

-- Many events name one block: each key is parsed once.
keys as (
    select distinct
        course_id,
        block_key,
        family_type
    from keyed
    where block_key is not null
),

named as (
    select
        *,
        coalesce({{ edx_block_type('block_key') }}, family_type) as block_type,
        {{ edx_block_name('block_key') }} as block_name
    from keys
),

-- The key of a course says no more than the course of the event, or links to another course.
blocks as (
    select
        named.course_id,
        named.block_key,
        named.family_type,
        case
            when named.block_key like '%block-v1:%' or named.block_key like 'i4x://%'
                then named.block_key
            else
                coalesce(
                    {{ edx_usage_key('named.course_id', 'named.block_type', 'named.block_name') }},
                    named.block_key
                )
        end as block_id,
        coalesce(
            ambiguous_blocks.node, {{ edx_block_node('named.block_type', 'named.block_name') }}
        ) as node,
        named.block_type,
        named.block_name
    from named
    left join ambiguous_blocks
        on
            named.course_id = ambiguous_blocks.course_id
            and ambiguous_blocks.node
            = {{ edx_exact_node('named.block_type', 'named.block_name') }}
    where named.block_type is distinct from 'course'
)

select
    keyed.learner_course_id,
    keyed.learner_course_version,
    keyed.platform,
    keyed.event_id,
    keyed.course_id,
    keyed.event_at,
    blocks.block_id,
    blocks.node,
    blocks.block_type,
    blocks.block_name,
    keyed.display_name
from keyed
inner join blocks
    on
        keyed.block_key = blocks.block_key
        and keyed.course_id is not distinct from blocks.course_id
        and keyed.family_type is not distinct from blocks.family_type
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
