{#- Courses, learners, videos and blocks that a fact table names are in dim_courses, dim_learners,
    dim_videos and dim_content. Courses and learners of a foreign MOOCdb are in users instead.
    The blocks of the tables in `as_logged` are not tested: they have the key that an event or a row
    of the data package states. dim_content may lack it because no page, menu or structure shows the
    block, or because the key is damaged, or spelled otherwise than in dim_content. Such a block is
    not content: a browser can send an event about a block that does not exist, and the numbers of
    blocks offered and to be completed would rise. In the samples all of them are content:
    tests/cases/test_keys_of_blocks.py. -#}
{%- set as_logged = {
    'any event': ['fct_events', 'fct_xblock_interactions'],
    'a completion in an event or a package': ['fct_block_completion'],
    'a grade in an event or a package': ['fct_grades'],
    'an attempt in an event, or a state in a package': [
        'fct_problem_attempts', 'fct_problem_responses', 'fct_part_attempts', 'fct_item_responses',
    ],
}.values() | sum(start=[]) -%}
{%- set by_course = ['dim_videos', 'dim_content'] -%}
{%- set keys = [] -%}
{%- for name in public_models() if name.startswith('fct_') -%}
    {%- set relation = ref(name) -%}
    {%- set columns = graph.nodes['model.moocdb.' ~ name].columns if execute else [] -%}
    {%- for column in columns -%}
        {%- if column == 'course_id' -%}
            {%- do keys.append([relation, column, 'dim_courses']) -%}
        {%- elif column == 'learner_id' or column.endswith('_learner_id') -%}
            {%- do keys.append([relation, column, 'dim_learners']) -%}
        {%- elif column == 'video_id' -%}
            {%- do keys.append([relation, column, 'dim_videos']) -%}
        {%- elif column == 'block_id' and name not in as_logged -%}
            {%- do keys.append([relation, column, 'dim_content']) -%}
        {%- endif -%}
    {%- endfor -%}
{%- endfor -%}

with
known_keys as (
    select
        'dim_courses' as dimension,
        cast(null as string) as course_id,
        course_id as key_value
    from {{ ref('dim_courses') }}
    union
    select
        'dim_courses' as dimension,
        cast(null as string) as course_id,
        course_id as key_value
    from {{ ref('users') }}
    where platform = 'moocdb'
    union
    select
        'dim_learners' as dimension,
        cast(null as string) as course_id,
        cast(learner_id as string) as key_value
    from {{ ref('dim_learners') }}
    union
    select
        'dim_learners' as dimension,
        cast(null as string) as course_id,
        cast(user_id as string) as key_value
    from {{ ref('users') }}
    where platform = 'moocdb'
    union
    select
        'dim_videos' as dimension,
        course_id,
        video_id as key_value
    from {{ ref('dim_videos') }}
    union
    select
        'dim_content' as dimension,
        course_id,
        block_id as key_value
    from {{ ref('dim_content') }}
),

keys_of_facts as (
    {%- for relation, column, dimension in keys %}
        select distinct
            '{{ relation.identifier }}' as table_name,
            '{{ column }}' as column_name,
            '{{ dimension }}' as dimension,
            {{ 'course_id' if dimension in by_course else 'cast(null as string)' }} as course_id,
            cast({{ column }} as string) as key_value
        from {{ relation }}
        where {{ column }} is not null
        {{ 'union all' if not loop.last }}
    {%- endfor %}
)

select
    keys_of_facts.table_name,
    keys_of_facts.column_name,
    count(*) as n_keys,
    min(keys_of_facts.key_value) as example
from keys_of_facts
left join known_keys
    on
        keys_of_facts.dimension = known_keys.dimension
        and keys_of_facts.course_id is not distinct from known_keys.course_id
        and keys_of_facts.key_value = known_keys.key_value
where known_keys.key_value is null
group by keys_of_facts.table_name, keys_of_facts.column_name
