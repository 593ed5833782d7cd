with
events as (
    select * from {{ ref('int_events') }}
),

enrollment_events as (
    select * from {{ ref('int_enrollment_events') }}
),

forum_votes as (
    select * from {{ ref('int_forum_votes') }}
),

package_learners as (
    select * from {{ ref('stg_edx_package__learners') }}
    where course_id is not null
),

coursera_learners as (
    select * from {{ of_coursera('stg_coursera__learners') }}
),

staff as (
    select * from {{ ref('int_staff') }}
),

appearances as (
    select
        platform,
        learner_id,
        course_id,
        count(*) as n_events,
        min(event_at) filter (where time_flaw is null) as first_event_at,
        max(event_at) filter (where time_flaw is null) as last_event_at
    from events
    where learner_id is not null
    group by platform, learner_id, course_id
    union all
    select distinct
        platform,
        learner_id,
        course_id,
        0 as n_events,
        cast(null as timestamp) as first_event_at,
        cast(null as timestamp) as last_event_at
    from enrollment_events
    union all
    select distinct
        platform,
        target_learner_id as learner_id,
        course_id,
        0 as n_events,
        cast(null as timestamp) as first_event_at,
        cast(null as timestamp) as last_event_at
    from forum_votes
    where target_learner_id is not null
    union all
    select
        'edx' as platform,
        learner_id,
        course_id,
        0 as n_events,
        cast(null as timestamp) as first_event_at,
        cast(null as timestamp) as last_event_at
    from package_learners
    union all
    select
        'coursera' as platform,
        learner_id,
        course_id,
        0 as n_events,
        cast(null as timestamp) as first_event_at,
        cast(null as timestamp) as last_event_at
    from coursera_learners
),

learner_courses as (
    select
        platform,
        learner_id,
        course_id,
        cast(sum(n_events) as bigint) as n_events,
        min(first_event_at) as first_event_at,
        max(last_event_at) as last_event_at
    from appearances
    group by platform, learner_id, course_id
),

course_staff as (
    select distinct
        learner_id,
        course_id
    from staff
),

staff_everywhere as (
    select distinct learner_id
    from staff
    where course_id is null
),

flagged as (
    select
        learner_courses.*,
        course_staff.learner_id is not null or staff_everywhere.learner_id is not null as is_staff
    from learner_courses
    left join course_staff
        on
            learner_courses.learner_id = course_staff.learner_id
            and learner_courses.course_id = course_staff.course_id
    left join staff_everywhere
        on learner_courses.learner_id = staff_everywhere.learner_id
)

select
    *,
    n_events >= {{ var('min_events_per_learner') }}
    {%- if var('exclude_staff') %} and not is_staff{% endif %} as is_counted
from flagged
