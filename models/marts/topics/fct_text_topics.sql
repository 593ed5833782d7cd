{{ config(materialized='view') }}

with
text_topics as (
    select * from {{ ref('int_text_topics') }}
)

select
    platform,
    source,
    corpus,
    course_id,
    text_id,
    kind,
    item_id,
    written_at,
    run_id,
    method,
    topic_number,
    weight,
    is_main
from text_topics
