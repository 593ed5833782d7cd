{{ config(materialized='view') }}

with
collaboration_types as (
    select * from {{ ref('moocdb_collaboration_types') }}
)

select
    cast(collaboration_type_id as bigint) as collaboration_type_id,
    collaboration_type_name,
    cast(dlq_id as bigint) as dlq_id
from collaboration_types
