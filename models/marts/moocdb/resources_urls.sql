{{ config(materialized='view') }}

with
resource_urls as (
    select * from {{ ref('int_resource_urls') }}
),

foreign_resource_urls as (
    select * from {{ ref('int_foreign_resource_urls') }}
)

select
    resources_urls_id,
    resource_id,
    url_id,
    course_id,
    platform
from resource_urls
union all
select distinct
    resources_urls_id,
    resource_id,
    url_id,
    course_id,
    'moocdb' as platform
from foreign_resource_urls
where resource_id is not null
