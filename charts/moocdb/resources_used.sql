with
used as (
    select
        resource_id,
        count(distinct user_id) as learners,
        count(*) as events
    from moocdb.observed_events
    where course_id = $course and resource_id is not null
    group by resource_id
    order by learners desc, events desc, resource_id
    limit 25
),

named as (
    select
        used.*,
        right(
            coalesce(resources.resource_name, resources.resource_uri, 'without a name'), 60
        ) as name
    from used
    inner join moocdb.resources as resources
        on used.resource_id = resources.resource_id
)

select
    name
    || case
        when count(*) over (partition by name) > 1
            then ' · ' || right(cast(resource_id as varchar), 4)
        else ''
    end as resource,
    learners,
    events
from named
order by learners desc, events desc, resource
