-- Resources, problems and collaborations are trees: from each row a way up leads to a root of the
-- same course in at most nine steps, so nothing is its own ancestor. Every course has one root.
with
nodes as (
    {%- for table, key in [
        ('resources', 'resource'), ('problems', 'problem'), ('collaborations', 'collaboration'),
    ] %}
        select
            '{{ table }}' as tree,
            {{ key }}_id as node_id,
            {{ key }}_parent_id as parent_id,
            course_id
        from {{ ref(table) }}
        {% if not loop.last %}union all{% endif %}
    {%- endfor %}
),

steps_0 as (
    select
        *,
        node_id as start_id
    from nodes
),

{%- for step in range(1, 10) %}

    steps_{{ step }} as (
        select
            nodes.*,
            below.start_id
        from steps_{{ step - 1 }} as below
        inner join nodes
            on
                below.tree = nodes.tree
                and below.parent_id = nodes.node_id
                and below.course_id is not distinct from nodes.course_id
    ),

{%- endfor %}

rooted as (
    {%- for step in range(10) %}
        select
            tree,
            start_id
        from steps_{{ step }}
        where parent_id is null
        {% if not loop.last %}union all{% endif %}
    {%- endfor %}
)

select
    tree,
    node_id,
    'leads to no root' as what
from nodes
where
    not exists (
        select 1 from rooted
        where rooted.tree = nodes.tree and rooted.start_id = nodes.node_id
    )
union all
select
    tree,
    min(node_id) as node_id,
    'has more than one root' as what
from nodes
where tree = 'resources' and parent_id is null
group by tree, course_id
having count(*) > 1
