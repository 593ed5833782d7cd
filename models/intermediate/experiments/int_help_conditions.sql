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

condition_levels as (
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
    condition_levels.instance_id,
    condition_levels.n_helpers_selected,
    condition_levels.condition,
    condition_levels.level,
    conditions.level_number,
    conditions.meaning
from condition_levels
inner join conditions
    on
        condition_levels.condition = conditions.condition
        and condition_levels.level = conditions.level
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
