with
resource_urls as (
    select * from {{ ref('int_resource_urls') }}
),

foreign_resource_urls as (
    select * from {{ ref('int_foreign_resource_urls') }}
)

select distinct
    url_id,
    url,
    course_id,
    platform
from resource_urls
union all
select distinct
    url_id,
    url,
    course_id,
    'moocdb' as platform
from foreign_resource_urls
