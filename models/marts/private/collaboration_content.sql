{{ config(materialized='view') }}

with
texts as (
    select * from {{ ref('int_collaboration_texts') }}
),

foreign_collaborations as (
    select * from {{ ref('int_foreign_collaborations') }}
)

select
    collaboration_id,
    content as collaboration_content,
    course_id,
    platform
from texts
union all
select
    collaboration_id,
    content as collaboration_content,
    course_id,
    'moocdb' as platform
from foreign_collaborations
