with
visits as (
    select
        *,
        split_part(page, '/', 3) as sequential_name,
        coalesce({{ edx_block_node(edx_block_type('page'), edx_block_name('page')) }}, page)
            as page_node
    from {{ ref('int_page_visits') }}
),

content as (
    select * from {{ ref('int_content') }}
),

units as (
    select
        course_id,
        sequential,
        vertical_position,
        min(block_id) as block_id
    from content
    where block_type = 'vertical' and vertical_position is not null
    group by course_id, sequential, vertical_position
),

learner_courses as (
    select * from {{ ref('int_learner_courses') }}
),

courses as (
    select * from {{ ref('int_courses') }}
),

-- A page of the courseware is a unit or, where its place is unknown, its subsection.
located as (
    select
        visits.*,
        coalesce(units.block_id, sequentials.block_id, blocks.block_id) as block_id
    from visits
    left join units
        on
            visits.course_id = units.course_id
            and visits.page like 'courseware/%'
            and visits.sequential_name = units.sequential
            and visits.position = units.vertical_position
    left join content as sequentials
        on
            visits.course_id = sequentials.course_id
            and visits.page like 'courseware/%'
            and 'sequential/' || {{ edx_node_name('visits.sequential_name') }} = sequentials.node
    left join content as blocks
        on visits.course_id = blocks.course_id and visits.page_node = blocks.node
),

paged as (
    select
        located.platform,
        located.course_id,
        located.learner_id,
        cast(located.started_at as date) as activity_date,
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
    {{ sum_seconds('visit_seconds') }} as visit_seconds,
    min(started_at) as first_at,
    max(last_event_at) as last_at
from paged
group by platform, course_id, learner_id, activity_date, block_id, page
