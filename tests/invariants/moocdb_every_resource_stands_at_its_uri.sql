-- Joins on text work: every resource has an address whose text is its URI, at most 255 characters,
-- and no two addresses of a course share their text. Resources of foreign MOOCdbs stand where they
-- stood.
with
found as (
    select
        resources.resource_id,
        resources.resource_uri,
        count(urls.url_id) as n_addresses
    from {{ ref('resources') }} as resources
    left join {{ ref('resources_urls') }} as resources_urls
        on resources.resource_id = resources_urls.resource_id
    left join {{ ref('urls') }} as urls
        on resources_urls.url_id = urls.url_id and resources.resource_uri = urls.url
    where resources.platform <> 'moocdb'
    group by resources.resource_id, resources.resource_uri
)

select
    resource_uri as what,
    n_addresses as n
from found
where n_addresses <> 1 or length(resource_uri) > 255
union all
select
    url as what,
    count(*) as n
from {{ ref('urls') }}
group by course_id, url
having count(*) > 1 or max(length(url)) > 255
