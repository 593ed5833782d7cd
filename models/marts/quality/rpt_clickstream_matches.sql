{{ config(materialized='view') }}

with
clickstream_matches as (
    select * from {{ of_coursera('int_clickstream_id_matches') }}
)

select
    platform,
    course_id,
    id_kind,
    is_used,
    n_ids,
    n_names,
    n_names_matched,
    match_rate,
    n_events,
    n_events_matched
from clickstream_matches
