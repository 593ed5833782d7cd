with
events as (
    select * from {{ ref('int_events') }}
),

structure as (
    select * from {{ ref('int_content_structure') }}
),

pages as (
    select * from {{ ref('moocdb_pages') }}
),

event_versions as (
    select
        learner_course_id,
        course_id,
        {{ rows_version([
            'event_id', 'load_id', 'event_type', 'event_family', 'area', 'course_id', 'time_flaw',
        ]) }} as version
    from events
    group by learner_course_id, course_id
),

-- A course structure that was landed later may say which of two blocks an address means, and which
-- unit a panel is.
structure_versions as (
    select
        course_id,
        {{ rows_version(['block_id', 'node', 'panel_node']) }} as version
    from structure
    group by course_id
),

page_versions as (
    select {{ rows_version(['scope', 'section', 'page']) }} as version
    from pages
)

select
    event_versions.learner_course_id,
    event_versions.version || ' ' || page_versions.version
    || coalesce(' ' || structure_versions.version, '') as version
from event_versions
cross join page_versions
left join structure_versions
    on event_versions.course_id = structure_versions.course_id
