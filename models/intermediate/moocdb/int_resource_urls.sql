with
resources as (
    select * from {{ ref('int_resources') }}
),

observed_events as (
    select * from {{ ref('int_observed_events_in_scope') }}
),

-- A resource has its canonical URI, and every URL that was observed with it.
addresses as (
    select
        platform,
        course_id,
        resource_id,
        resource_uri as url
    from resources
    union
    select
        platform,
        course_id,
        resource_id,
        url
    from observed_events
    where url is not null
)

select
    platform,
    course_id,
    {{ surrogate_id(['platform', 'course_id', 'resource_id', 'url']) }} as resources_urls_id,
    resource_id,
    {{ surrogate_id(['platform', 'course_id', 'url']) }} as url_id,
    url
from addresses
