{{ config(materialized='table') }}

with
learner_ids as (
    select * from {{ ref('stg_edx_package__learner_ids') }}
)

select
    id as anonymous_id,
    max(user_id) as user_id
from learner_ids
group by id
having count(distinct user_id) = 1
