{{ config(materialized='view') }}

with
terms as (
    select * from {{ ref('int_topic_terms') }}
)

select
    platform,
    source,
    corpus,
    course_id,
    run_id,
    method,
    topic_number,
    place,
    term,
    weight,
    n_texts,
    n_authors
from terms
