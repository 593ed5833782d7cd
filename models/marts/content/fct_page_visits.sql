with
visits as (
    select
        *,
        case when page like 'courseware/%' then split_part(page, '/', 3) end as sequential_name,
        {{ edx_block_type('page') }} as block_type,
        {{ edx_block_name('page') }} as block_name
    from {{ ref('int_page_visits') }}
),

content as (
    select * from {{ ref('int_content') }}
),

ambiguous_blocks as (
    select * from {{ ref('int_ambiguous_blocks') }}
),

units as (
    select
        course_id,
        parent_node as sequential_node,
        vertical_position,
        min(block_id) as block_id
    from content
    where block_type = 'vertical' and vertical_position is not null
    group by course_id, parent_node, vertical_position
),

learner_courses as (
    select * from {{ ref('int_learner_courses') }}
),

courses as (
    select * from {{ ref('int_courses') }}
),

named as (
    select
        visits.*,
        coalesce(
            exact_sequentials.node,
            {{ edx_block_node("'sequential'", 'visits.sequential_name') }}
        ) as sequential_node,
        coalesce(
            exact_blocks.node,
            {{ edx_block_node('visits.block_type', 'visits.block_name') }},
            visits.page
        ) as page_node
    from visits
    left join ambiguous_blocks as exact_sequentials
        on
            visits.course_id = exact_sequentials.course_id
            and exact_sequentials.node
            = {{ edx_exact_node("'sequential'", 'visits.sequential_name') }}
    left join ambiguous_blocks as exact_blocks
        on
            visits.course_id = exact_blocks.course_id
            and exact_blocks.node = {{ edx_exact_node('visits.block_type', 'visits.block_name') }}
),

-- A page of the courseware is a unit or, where its place is unknown, its subsection.
located as (
    select
        named.*,
        coalesce(units.block_id, blocks.block_id) as block_id
    from named
    left join units
        on
            named.course_id = units.course_id
            and named.sequential_node = units.sequential_node
            and named.position = units.vertical_position
    left join content as blocks
        on
            named.course_id = blocks.course_id
            and coalesce(named.sequential_node, named.page_node) = blocks.node
),

paged as (
    select
        located.platform,
        located.course_id,
        located.learner_id,
        {{ local_day('located.started_at', 'courses.time_zone') }} as activity_date,
        located.block_id,
        case when located.block_id is null then located.page end as page,
        located.visit_seconds,
        located.started_at,
        located.last_event_at
    from located
    {{ join_scope('located') }}
    where {{ is_in_scope('located', 'located.started_at') }}
)

select
    platform,
    course_id,
    learner_id,
    activity_date,
    block_id,
    page,
    count(*) as n_visits,
    {{ exact_sum('visit_seconds') }} as visit_seconds,
    min(started_at) as first_at,
    max(last_event_at) as last_at
from paged
group by platform, course_id, learner_id, activity_date, block_id, page
