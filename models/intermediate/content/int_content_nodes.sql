with
block_names as (
    select * from {{ ref('int_block_names') }}
),

event_locations as (
    select * from {{ ref('int_event_locations') }}
),

urls as (
    select * from {{ ref('int_url_locations') }}
),

courses as (
    select * from {{ ref('int_courses') }}
    where platform = 'edx'
),

structure as (
    select * from {{ ref('int_content_structure') }}
),

outline_names as (
    select * from {{ ref('int_outline_names') }}
),

places as (
    select
        course_id,
        chapter_name,
        sequential_name,
        vertical_name,
        chapter_node,
        sequential_node,
        vertical_node,
        position,
        min(event_at) as event_at
    from event_locations
    group by all
    union all
    select
        course_id,
        chapter_name,
        sequential_name,
        vertical_name,
        chapter_node,
        sequential_node,
        vertical_node,
        position,
        cast(null as timestamp) as event_at
    from urls
),

sightings as (
    select
        course_id,
        node as block_node,
        block_type,
        block_name,
        cast(null as bigint) as position,
        block_id,
        display_name,
        last_event_at
    from block_names
    union all
    select
        course_id,
        node as block_node,
        block_type,
        block_name,
        null as position,
        block_id,
        display_name,
        null as last_event_at
    from structure
    union all
    select
        course_id,
        {{ edx_course_node('course_id') }} as block_node,
        'course' as block_type,
        {{ edx_course_block_name('course_id') }} as block_name,
        null as position,
        null as block_id,
        name as display_name,
        null as last_event_at
    from courses
    {%- for block_type, position in [
        ('chapter', 'null'), ('sequential', 'null'), ('vertical', 'null'),
        ('sequential', 'position'),
    ] %}
        union all
        select
            course_id,
            {{ block_type }}_node as block_node,
            '{{ block_type }}' as block_type,
            {{ block_type }}_name as block_name,
            cast({{ position }} as bigint) as position,
            cast(null as string) as block_id,
            cast(null as string) as display_name,
            event_at as last_event_at
        from places
        where {{ block_type }}_name is not null
    {%- endfor %}
    union all
    select
        course_id,
        node as block_node,
        'sequential' as block_type,
        sequential_name as block_name,
        null as position,
        null as block_id,
        display_name,
        event_at as last_event_at
    from outline_names
),

keyed as (
    select
        *,
        block_node || coalesce('/' || cast(position as string), '') as node,
        coalesce(block_id, {{ edx_usage_key('course_id', 'block_type', 'block_name') }}, block_name)
            as usage_key
    from sightings
),

named as (
    select
        *,
        row_number() over (
            partition by course_id, node
            order by (display_name is null) asc, last_event_at desc, display_name asc
        ) as name_rank
    from keyed
)

-- A panel whose unit the course structure names is that unit, not another node.
select
    'edx' as platform,
    named.course_id,
    named.node,
    case
        when named.position is null then split_part(named.node, '/', 1) else 'vertical'
    end as block_type,
    coalesce(min(named.block_id), min(named.usage_key))
    || coalesce('/' || cast(named.position as string), '') as block_id,
    min(named.block_name) as block_name,
    max(case when named.name_rank = 1 then named.display_name end) as display_name,
    named.position
from named
left join structure
    on named.course_id = structure.course_id and named.node = structure.panel_node
where structure.panel_node is null
group by named.course_id, named.node, named.position
