with
resource_urls as (
    select * from {{ ref('int_foreign_resource_urls') }}
),

resources as (
    select * from {{ ref('int_foreign_resources') }}
)

select
    resource_urls.course_id,
    resource_urls.foreign_key,
    resource_urls.url_id,
    coalesce(
        min(resources.resource_id),
        case
            when count(distinct resource_urls.resource_id) = 1 then min(resource_urls.resource_id)
        end
    ) as resource_id
from resource_urls
left join resources
    on
        resource_urls.course_id = resources.course_id
        and resource_urls.url = resources.resource_uri
group by resource_urls.course_id, resource_urls.foreign_key, resource_urls.url_id
