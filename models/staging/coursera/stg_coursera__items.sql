{{ config(enabled=var('with_coursera')) }}

with
sections as (
    {{ coursera_rows('sections', 'display_order') }}
),

-- An item in two sections has its place in the first.
placements as (
    select
        *,
        {{ trimmed('item_type') }} as item_kind,
        {{ trimmed('item_id') }} as item_key
    from {{ source('raw_coursera', 'items_sections') }} as entries
    qualify
        row_number() over (
            partition by course_id, item_kind, item_key
            order by section_id nulls last, entries.order nulls last
        ) = 1
),

items as (
    {% for kind in ['lecture', 'quiz', 'assignment'] -%}
        select
            course_id,
            id,
            '{{ kind }}' as block_type,
            title,
            {{ trimmed('quiz_type') if kind == 'quiz' else 'cast(null as string)' }} as format,
            {{ "video_length" if kind == 'lecture' else 'cast(null as double)' }}
                as duration_seconds,
            {{ "cast(null as bigint)" if kind == 'lecture' else 'maximum_submissions' }}
                as max_submissions,
            open_time,
            soft_close_time,
            hard_close_time,
            -- A draft has its published item for a parent.
            parent_id > 0 as is_draft,
            coalesce(deleted, 0) <> 0 as is_deleted
        from ({{ coursera_rows(kind ~ '_metadata', 'title') }}) as entries
        {% if not loop.last %}union all{% endif %}
    {% endfor %}
),

-- The address of a name leads to the first page that has it.
wiki_pages as (
    select
        *,
        {{ trimmed('canonical_name') }} as name_in_address,
        row_number() over (
            partition by course_id, {{ trimmed('canonical_name') }} order by id
        ) = 1 as has_address
    from ({{ coursera_rows('wiki_pages', 'title') }}) as entries
),

forums as (
    {{ coursera_rows('forum_forums', 'name') }}
)

select
    course_id,
    'section/' || cast(id as string) as block_id,
    'section' as block_type,
    {{ trimmed('title') }} as display_name,
    cast(null as string) as parent_block_id,
    {{ bounded('display_order', 'place') }} as order_number,
    cast(null as string) as format,
    cast(null as double) as duration_seconds,
    cast(null as bigint) as max_submissions,
    cast(null as timestamp) as opens_at,
    cast(null as timestamp) as due_at,
    cast(null as timestamp) as closes_at,
    false as is_draft,
    false as is_deleted,
    cast(null as string) as path
from sections
union all
select
    items.course_id,
    items.block_type || '/' || cast(items.id as string) as block_id,
    items.block_type,
    {{ trimmed('items.title') }} as display_name,
    'section/' || cast(placements.section_id as string) as parent_block_id,
    {{ bounded('placements.order', 'place') }} as order_number,
    items.format,
    {{ bounded('items.duration_seconds', 'video_length_seconds') }} as duration_seconds,
    nullif({{ bounded('items.max_submissions', 'place') }}, 0) as max_submissions,
    {{ epoch_timestamp('items.open_time') }} as opens_at,
    {{ epoch_timestamp('items.soft_close_time') }} as due_at,
    {{ epoch_timestamp('items.hard_close_time') }} as closes_at,
    items.is_draft,
    items.is_deleted,
    case items.block_type
        when 'quiz' then 'quiz/start?quiz_id='
        else items.block_type || '/view?' || items.block_type || '_id='
    end || cast(items.id as string) as path
from items
left join placements
    on
        items.course_id = placements.course_id
        and items.block_type = placements.item_kind
        and cast(items.id as string) = placements.item_key
union all
select
    course_id,
    'wiki/' || cast(id as string) as block_id,
    'wiki' as block_type,
    {{ trimmed('title') }} as display_name,
    null as parent_block_id,
    null as order_number,
    null as format,
    null as duration_seconds,
    null as max_submissions,
    null as opens_at,
    null as due_at,
    null as closes_at,
    false as is_draft,
    coalesce(deleted, 0) <> 0 as is_deleted,
    case when has_address then 'wiki/view?page=' || name_in_address end as path
from wiki_pages
union all
select
    course_id,
    'forum/' || cast(id as string) as block_id,
    'forum' as block_type,
    name as display_name,
    case when parent_id > 0 then 'forum/' || cast(parent_id as string) end as parent_block_id,
    {{ bounded('display_order', 'place') }} as order_number,
    null as format,
    null as duration_seconds,
    null as max_submissions,
    null as opens_at,
    null as due_at,
    null as closes_at,
    false as is_draft,
    coalesce(deleted, 0) <> 0 as is_deleted,
    'forum/list?forum_id=' || cast(id as string) as path
from forums
