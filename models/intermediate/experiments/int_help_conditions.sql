{%- set levels = {
    'badge': yes_or_no('is_badge'),
    'irrelevant_sentence': yes_or_no('is_irrelevant_sentence'),
    'voting': yes_or_no('is_voting'),
    'anon_image': yes_or_no('is_anon_image'),
    'username': yes_or_no('is_username'),
    'version': 'version',
    'sentence': 'sentence_condition',
    'help_seeking': yes_or_no('is_help_seeking'),
} -%}
with
requests as (
    select * from {{ ref('int_help_requests') }}
    where fate = 'kept'
),

conditions as (
    select * from {{ ref('quickhelper_conditions') }}
),

topics as (
    select * from {{ ref('int_help_topics') }}
),

levelled as (
    {%- for condition, level in levels.items() %}
        select
            instance_id,
            n_helpers_selected,
            '{{ condition }}' as condition,
            {{ level }} as level
        from requests
        {%- if not loop.last %}
            union all
        {%- endif %}
    {%- endfor %}
)

-- A condition that two instances of one question contradict has no level.
select
    levelled.instance_id,
    levelled.n_helpers_selected,
    levelled.condition,
    levelled.level,
    conditions.level_number,
    conditions.meaning
from levelled
inner join conditions
    on levelled.condition = conditions.condition and levelled.level = conditions.level
union all
-- Topics are not drawn by lot, but the effect of a condition may depend on them.
select
    requests.instance_id,
    requests.n_helpers_selected,
    'topic' as condition,
    'topic ' || cast(topics.topic_number as string) as level,
    topics.topic_number as level_number,
    'The question is mostly about this topic of rpt_topics.' as meaning
from requests
inner join topics
    on requests.instance_id = topics.instance_id
