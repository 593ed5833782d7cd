{%- set max_depth = 50 %}

with recursive
items as (
    select * from {{ ref('int_items') }}
),

content as (
    select * from {{ ref('int_content') }}
),

-- From each item up to its course; the depth ends a block that contains itself.
ancestors as (
    select
        1 as depth,
        course_id,
        node,
        parent_node as ancestor_node
    from items
    union all
    select
        ancestors.depth + 1 as depth,
        ancestors.course_id,
        ancestors.node,
        content.parent_node as ancestor_node
    from ancestors
    inner join content
        on
            ancestors.course_id = content.course_id
            and ancestors.ancestor_node = content.node
    where ancestors.depth < {{ max_depth }} and content.parent_node is not null
)

select
    items.platform,
    items.course_id,
    items.kind,
    items.node,
    items.block_id,
    items.has_structure,
    ancestors.depth,
    case above.block_type
        when 'sequential' then 'subsection' when 'vertical' then 'unit'
        when 'split_test' then 'experiment' else 'section'
    end as level, -- noqa
    above.node as ancestor_node,
    above.block_id as ancestor_block_id,
    above.display_name as ancestor_name,
    above.place_in_parent as ancestor_position
from ancestors
inner join items
    on ancestors.course_id = items.course_id and ancestors.node = items.node
inner join content as above
    on ancestors.course_id = above.course_id and ancestors.ancestor_node = above.node
where above.block_type in ('chapter', 'section', 'sequential', 'vertical', 'split_test')
qualify
    row_number() over (
        partition by ancestors.course_id, ancestors.node, ancestors.ancestor_node
        order by ancestors.depth
    ) = 1
