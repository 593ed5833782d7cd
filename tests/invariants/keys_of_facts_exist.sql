{#- Courses, learners and videos that a fact table names are in dim_courses, dim_learners and
    dim_videos. Courses and learners of a foreign MOOCdb are in users instead. Blocks are not tested
    here, since a log may name one that dim_content cannot place: tests/cases/test_keys_of_blocks.py
    tests those of the samples. -#}
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
),

keys_of_facts as (
    {%- for relation, column, dimension in keys %}
        select distinct
            '{{ relation.identifier }}' as table_name,
            '{{ column }}' as column_name,
            '{{ dimension }}' as dimension,
            {{ 'course_id' if dimension == 'dim_videos' else 'cast(null as string)' }} as course_id,
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
