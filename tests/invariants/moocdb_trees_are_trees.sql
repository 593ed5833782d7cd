-- Resources, problems and collaborations are trees: from each row a way up leads to a root of the
-- same course, so nothing is its own ancestor. Every course has one root.
-- Whether those of foreign MOOCdbs are is unknown.
with recursive
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
        where platform <> 'moocdb'
        {% if not loop.last %}union all{% endif %}
    {%- endfor %}
),

-- Down from the roots, each node once: `union` drops rows that come again.
rooted as (
    select
        tree,
        course_id,
        node_id
    from nodes
    where parent_id is null
    union
    select
        nodes.tree,
        nodes.course_id,
        nodes.node_id
    from rooted as above
    inner join nodes
        on
            above.tree = nodes.tree
            and above.node_id = nodes.parent_id
            and above.course_id is not distinct from nodes.course_id
)

select
    tree,
    node_id,
    'leads to no root' as what
from nodes
where
    not exists (
        select 1 from rooted
        where rooted.tree = nodes.tree and rooted.node_id = nodes.node_id
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
