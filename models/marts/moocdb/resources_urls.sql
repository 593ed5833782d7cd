{{ config(materialized='view') }}

with
resource_urls as (
    select * from {{ ref('int_resource_urls') }}
)

select
    resources_urls_id,
    resource_id,
    url_id,
    course_id,
    platform
from resource_urls
