{{ config(materialized='view') }}

with
texts as (
    select * from {{ ref('int_help_request_texts') }}
)

select
    platform,
    instance_id,
    learner_id,
    title,
    body,
    title_words,
    body_words,
    url
from texts
