with
observed_events as (
    select * from {{ ref('observed_events') }}
),

courses as (
    select * from {{ ref('int_feature_courses') }}
),

urls as (
    select * from {{ ref('urls') }}
),

resources as (
    select * from {{ ref('resources') }}
),

resource_types as (
    select * from {{ ref('resource_types') }}
),

-- MOOCdb's own link from an event to its resource; two resources with one URI count once.
resources_by_url as (
    select
        urls.course_id,
        urls.url_id,
        min(resources.resource_id) as resource_id
    from urls
    inner join resources
        on urls.course_id = resources.course_id and urls.url = resources.resource_uri
    group by urls.course_id, urls.url_id
),

timed as (
    select
        observed_events.platform,
        observed_events.course_id,
        observed_events.observed_event_id,
        observed_events.user_id as learner_id,
        observed_events.observed_event_timestamp as event_at,
        {{ local_time('observed_events.observed_event_timestamp', 'courses.time_zone') }}
            as local_at,
        {{ course_week('observed_events.observed_event_timestamp') }} as week_number,
        {{ local_time('courses.started_at', 'courses.time_zone') }} as local_start,
        observed_events.observed_event_duration as duration_seconds,
        observed_events.validity,
        coalesce(observed_events.resource_id, resources_by_url.resource_id) as resource_id,
        courses.is_logged
    from observed_events
    inner join courses
        on observed_events.course_id = courses.course_id
    left join resources_by_url
        on
            observed_events.course_id = resources_by_url.course_id
            and observed_events.url_id = resources_by_url.url_id
),

-- Whole seconds: the next event comes less than a second after the duration.
bounded as (
    select
        *,
        is_logged and {{ seconds_between('local_start', 'local_at') }} + duration_seconds + 1
        > (week_number + 1) * 604800 as is_cut
    from timed
)

select
    bounded.platform,
    bounded.course_id,
    bounded.observed_event_id,
    bounded.learner_id,
    bounded.event_at,
    bounded.local_at,
    bounded.week_number,
    bounded.resource_id,
    resource_types.resource_type_name,
    resources.resource_release_timestamp as released_at,
    cast(case
        when bounded.is_cut then {{ var('event_default_duration_seconds') }}
        else bounded.duration_seconds
    end as bigint) as duration_seconds
from bounded
left join resources
    on bounded.course_id = resources.course_id and bounded.resource_id = resources.resource_id
left join resource_types
    on resources.resource_type_id = resource_types.resource_type_id
where
    case
        when bounded.is_cut
            then {{ var('event_default_duration_seconds') }} >= {{ var('event_min_valid_seconds') }}
        else bounded.validity = 1
    end
