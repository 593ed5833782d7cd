with
resource_urls as (
    select * from {{ ref('int_resource_urls') }}
)

select distinct
    url_id,
    url,
    course_id,
    platform
from resource_urls
