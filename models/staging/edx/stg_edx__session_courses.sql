{{ config(materialized='table') }}

with
records as (
    select * from {{ ref('stg_edx__records') }}
    where session_key is not null and username is not null
),

-- Before October 2013 an event had no context, and the page of a server's event was `x_module`.
orphans as (
    select
        event_id,
        session_key,
        username,
        event_at,
        split_part(block_key, '/', 3) || '/' || split_part(block_key, '/', 4) || '/' as course_stem
    from (
        select
            *,
            {{ edx_block_key('payload') }} as block_key
        from records
        where course_id is null and page = 'x_module'
    )
    where block_key like 'i4x://%'
),

pages as (
    select * from records
    where course_id like '%/%/%' and session_key in (select orphans.session_key from orphans)
),

ranked as (
    select
        orphans.event_id,
        pages.course_id,
        row_number() over (
            partition by orphans.event_id
            order by pages.event_at desc, pages.line_no desc, pages.event_id desc
        ) as recency
    from orphans
    inner join pages
        on
            orphans.session_key = pages.session_key
            and orphans.username = pages.username
            and orphans.event_at >= pages.event_at
            and left(pages.course_id, length(orphans.course_stem)) = orphans.course_stem
)

select
    event_id,
    course_id
from ranked
where recency = 1
