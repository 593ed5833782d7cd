{{ config(enabled=var('with_coursera')) }}

with
items as (
    select * from {{ ref('stg_coursera__items') }}
),

clickstream_events as (
    select * from {{ ref('stg_coursera__clickstream_events') }}
),

export_events as (
    select * from {{ ref('int_coursera_export_events') }}
),

sightings as (
    select
        course_id,
        block_id
    from clickstream_events
    union
    select
        course_id,
        block_id
    from export_events
),

-- Pages of an export have an address by their name, which may be the number of another page.
named_pages as (
    select distinct
        course_id,
        path
    from items
    where path is not null
),

courses as (
    select course_id from sightings
    union
    select course_id from items
),

blocks as (
    select
        coalesce(items.course_id, sightings.course_id) as course_id,
        coalesce(items.block_id, sightings.block_id) as block_id,
        coalesce(items.block_type, split_part(sightings.block_id, '/', 1)) as block_type,
        items.display_name,
        items.parent_block_id,
        items.order_number,
        -- Sections and forums are both children of the course, each with an order of its own.
        case
            when items.order_number is not null
                then row_number() over (
                    partition by
                        items.course_id,
                        items.parent_block_id,
                        items.block_type = 'forum',
                        items.order_number is null
                    order by items.order_number, items.block_id
                )
        end as place_in_parent,
        items.format,
        items.opens_at,
        items.due_at,
        items.closes_at,
        items.max_submissions as max_attempts,
        items.duration_seconds,
        items.is_draft or items.is_deleted as is_hidden,
        items.path
    from items
    full outer join sightings
        on items.course_id = sightings.course_id and items.block_id = sightings.block_id
    where coalesce(items.block_id, sightings.block_id) is not null
)

select
    course_id,
    'course/' || course_id as block_id,
    'course' as block_type,
    cast(null as string) as display_name,
    cast(null as string) as parent_block_id,
    cast(null as string) as chapter,
    cast(null as bigint) as order_number,
    cast(null as bigint) as place_in_parent,
    cast(null as string) as format,
    cast(null as timestamp) as opens_at,
    cast(null as timestamp) as due_at,
    cast(null as timestamp) as closes_at,
    cast(null as bigint) as max_attempts,
    cast(null as double) as duration_seconds,
    false as is_hidden,
    {{ coursera_session_url('course_id') }} as url
from courses
union all
select
    blocks.course_id,
    blocks.block_id,
    blocks.block_type,
    blocks.display_name,
    coalesce(parents.block_id, 'course/' || blocks.course_id) as parent_block_id,
    case 'section'
        when blocks.block_type then blocks.display_name
        when parents.block_type then parents.display_name
    end as chapter,
    blocks.order_number,
    blocks.place_in_parent,
    blocks.format,
    blocks.opens_at,
    blocks.due_at,
    blocks.closes_at,
    blocks.max_attempts,
    blocks.duration_seconds,
    blocks.is_hidden,
    {{ coursera_session_url('blocks.course_id') }} || coalesce(
        blocks.path,
        case
            when blocks.block_type = 'thread'
                then 'forum/thread?thread_id=' || split_part(blocks.block_id, '/', 2)
            when blocks.block_type in ('lecture', 'assignment')
                then
                    blocks.block_type || '/view?' || blocks.block_type || '_id='
                    || split_part(blocks.block_id, '/', 2)
            when blocks.block_type = 'quiz'
                then 'quiz/start?quiz_id=' || split_part(blocks.block_id, '/', 2)
            when blocks.block_type = 'wiki' and named_pages.path is null
                then 'wiki/view?page=' || split_part(blocks.block_id, '/', 2)
            when blocks.block_type = 'forum'
                then 'forum/list?forum_id=' || split_part(blocks.block_id, '/', 2)
            else 'lecture/index#' || blocks.block_id
        end
    ) as url
from blocks
left join items as parents
    on
        blocks.course_id = parents.course_id
        and blocks.parent_block_id = parents.block_id
left join named_pages
    on
        blocks.course_id = named_pages.course_id
        and named_pages.path = 'wiki/view?page=' || split_part(blocks.block_id, '/', 2)
