with
events as (
    select * from {{ ref('int_events') }}
),

ambiguous_blocks as (
    select * from {{ ref('int_ambiguous_blocks') }}
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

-- A course structure that was landed later may say which of two blocks an address means.
structure_versions as (
    select
        course_id,
        {{ rows_version(['node']) }} as version
    from ambiguous_blocks
    group by course_id
)

select
    event_versions.learner_course_id,
    event_versions.version || coalesce(' ' || structure_versions.version, '') as version
from event_versions
left join structure_versions
    on event_versions.course_id = structure_versions.course_id
