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
