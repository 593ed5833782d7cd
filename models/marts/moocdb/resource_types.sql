{{ config(materialized='view') }}

with
resource_types as (
    select * from {{ ref('moocdb_resource_types') }}
)

select
    cast(resource_type_id as bigint) as resource_type_id,
    resource_type_name as resource_type_content,
    resource_type_medium,
    resource_type_name,
    cast(dlq_id as bigint) as dlq_id
from resource_types
