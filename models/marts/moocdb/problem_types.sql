{{ config(materialized='view') }}

with
problem_types as (
    select * from {{ ref('moocdb_problem_types') }}
)

select
    cast(problem_type_id as bigint) as problem_type_id,
    problem_type_name,
    cast(dlq_id as bigint) as dlq_id
from problem_types
