{#- Courses, learners and videos that a fact table names are in dim_courses, dim_learners and
    dim_videos. Courses and learners of a foreign MOOCdb are in users instead; helpers whom QuickHelper
    offered may never have come to the course. Blocks are not tested
    here, since a log may name one that dim_content cannot place: tests/cases/test_keys_of_blocks.py
    tests those of the samples.

    Every column of a key is read, whatever facts come: the list below only orders the test after
    them, and a fact table that is missing from it fails the test. -#}
{%- set facts = [
    'fct_block_completion', 'fct_course_activity_weekly', 'fct_daily_interactions', 'fct_due_work',
    'fct_enrollment_birth_year_daily', 'fct_enrollment_daily', 'fct_enrollment_education_daily',
    'fct_enrollment_events', 'fct_enrollment_gender_daily', 'fct_enrollment_mode_daily',
    'fct_enrollment_spells', 'fct_enrollments', 'fct_events', 'fct_forum_posts', 'fct_forum_votes',
    'fct_grades', 'fct_group_assignments', 'fct_help_outcomes', 'fct_help_requests',
    'fct_helper_clicks', 'fct_helper_impressions', 'fct_helper_selections', 'fct_helper_votes',
    'fct_interactions', 'fct_item_drops', 'fct_item_responses', 'fct_item_uses',
    'fct_label_consensus', 'fct_label_training', 'fct_labels', 'fct_learner_problems',
    'fct_learner_week_labels', 'fct_learner_weeks', 'fct_module_engagement', 'fct_open_responses',
    'fct_page_visits', 'fct_part_attempts', 'fct_person_course', 'fct_person_course_day',
    'fct_predictions', 'fct_problem_attempts', 'fct_problem_responses', 'fct_recent_engagement',
    'fct_sessions', 'fct_text_topics', 'fct_time_on_task', 'fct_user_agents', 'fct_video_events',
    'fct_video_segments', 'fct_video_timeline', 'fct_video_views', 'fct_xblock_interactions',
] -%}
{%- set ns = namespace(keys=[], forgotten=[]) -%}
{%- for name in facts -%}
    {%- set asked = ref(name) -%}
    {%- set relation =
        adapter.get_relation(asked.database, asked.schema, asked.identifier) if execute -%}
    {%- for column in (adapter.get_columns_in_relation(relation) if relation else []) -%}
        {%- if column.name == 'course_id' -%}
            {%- do ns.keys.append([name, relation, column.name, 'dim_courses']) -%}
        {%- elif modules.re.fullmatch('(?!helper).*learner_id', column.name) -%}
            {%- do ns.keys.append([name, relation, column.name, 'dim_learners']) -%}
        {%- elif column.name == 'video_id' -%}
            {%- do ns.keys.append([name, relation, column.name, 'dim_videos']) -%}
        {%- endif -%}
    {%- endfor -%}
{%- endfor -%}
{%- if execute -%}
    {%- for node in graph.nodes.values() if node.resource_type == 'model' -%}
        {%- if node.name.startswith('fct_') and node.name not in facts -%}
            {%- do ns.forgotten.append(node.name) -%}
        {%- endif -%}
    {%- endfor -%}
{%- endif -%}

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
    {%- for name, relation, column, dimension in ns.keys %}
        select distinct
            '{{ name }}' as table_name,
            '{{ column }}' as column_name,
            '{{ dimension }}' as dimension,
            {{ 'course_id' if dimension == 'dim_videos' else 'cast(null as string)' }} as course_id,
            cast({{ column }} as string) as key_value
        from {{ relation }}
        where {{ column }} is not null
        union all
    {%- endfor %}
    {%- for name in ns.forgotten %}
        select
            '{{ name }}' as table_name,
            'not in the list of this test' as column_name,
            null as dimension,
            null as course_id,
            null as key_value
        union all
    {%- endfor %}
    select
        null as table_name,
        null as column_name,
        'no table' as dimension,
        null as course_id,
        null as key_value
    where false
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
