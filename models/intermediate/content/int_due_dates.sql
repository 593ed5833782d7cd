with
-- Hidden content is a draft or deleted: no learner saw it.
content as (
    select * from {{ ref('int_content') }}
    where not coalesce(is_hidden, false)
),

calendars as (
    select * from {{ ref('int_course_calendars') }}
),

-- A due date holds for all that is in a block; what was due is the block that sets it.
due_blocks as (
    select
        content.course_id,
        coalesce(content.display_name, content.block_id) as name,
        {{ local_day('content.due_at', 'calendars.time_zone') }} as due_date
    from content
    left join content as parents
        on content.course_id = parents.course_id and content.parent_node = parents.node
    left join calendars
        on content.course_id = calendars.course_id
    where content.due_at is not null and content.due_at is distinct from parents.due_at
)

select
    course_id,
    due_date,
    count(*) as n_due,
    {{ joined_texts('name', '; ', 'name') }} as due_names
from due_blocks
group by course_id, due_date
