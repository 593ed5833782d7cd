{{ config(materialized='view') }}

with
item_drops as (
    select * from {{ ref('int_item_drops') }}
)

select
    platform,
    course_id,
    learner_id,
    problem_id,
    item_id,
    n_drops,
    n_wrong_drops,
    first_dropped_at,
    last_dropped_at,
    first_zone_id,
    first_is_correct,
    zone_id,
    is_correct
from item_drops
