with
texts as (
    select * from {{ ref('int_forum_post_texts') }}
)

select
    platform,
    course_id,
    kind,
    post_id,
    title,
    body
from texts
