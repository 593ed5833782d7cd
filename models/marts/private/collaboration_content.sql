{{ config(materialized='view') }}

with
texts as (
    select * from {{ ref('int_collaboration_texts') }}
)

select
    collaboration_id,
    content as collaboration_content,
    course_id,
    platform
from texts
