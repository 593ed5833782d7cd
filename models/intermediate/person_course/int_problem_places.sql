{%- set levels = ['section', 'subsection', 'unit'] %}

with
items as (
    select * from {{ ref('int_items') }}
    where kind = 'problem'
),

content as (
    select * from {{ ref('int_content') }}
),

-- The nearest of several units around a problem.
ancestors as (
    select *
    from {{ ref('int_item_ancestors') }}
    qualify
        row_number() over (partition by course_id, node, level order by depth, ancestor_node) = 1
),

places as (
    select
        course_id,
        node,
        {% for level in levels -%}
            {% for part in ['name', 'position', 'block_id'] -%}
                max(case when level = '{{ level }}' then ancestor_{{ part }} end)
                    as {{ level }}_{{ part }},
            {% endfor -%}
        {% endfor -%}
        max(case when level = 'experiment' then ancestor_name end) as experiment_name,
        bool_or(level = 'experiment') as is_in_experiment
    from ancestors
    group by course_id, node
)

-- Without a course structure nothing shows the order of the content, nor that a problem is in no
-- experiment.
select
    items.platform,
    items.course_id,
    items.block_id,
    content.display_name,
    content.format,
    content.opens_at,
    content.due_at,
    {% for level in levels -%}
        places.{{ level }}_name,
        places.{{ level }}_position,
    {% endfor -%}
    places.experiment_name,
    case when items.has_structure then coalesce(places.is_in_experiment, false) end
        as is_in_experiment,
    '/' || places.section_block_id || coalesce('/' || places.subsection_block_id, '')
    || coalesce('/' || places.unit_block_id, '') || '/' || items.block_id as path,
    case
        when items.has_structure
            then cast(row_number() over (
                partition by items.course_id
                order by
                    places.section_position nulls last, places.subsection_position nulls last,
                    places.unit_position nulls last, content.place_in_parent nulls last,
                    items.block_id
            ) as bigint)
    end as content_index
from items
inner join content
    on items.course_id = content.course_id and items.node = content.node
left join places
    on items.course_id = places.course_id and items.node = places.node
