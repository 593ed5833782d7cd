with
observed_events as (
    select * from {{ ref('int_observed_events') }}
)

select distinct
    url_id,
    url,
    course_id,
    platform
from observed_events
where url_id is not null
