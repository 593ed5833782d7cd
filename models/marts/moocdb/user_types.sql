{{ config(materialized='view') }}

with
user_types as (
    select * from {{ ref('moocdb_user_types') }}
)

select
    cast(user_type_id as bigint) as user_type_id,
    user_type_name
from user_types
