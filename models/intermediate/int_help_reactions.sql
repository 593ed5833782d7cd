{%- set logs = {
    'selection': 'stg_quickhelper__selections',
    'helper': 'stg_quickhelper__helpers',
    'vote': 'stg_quickhelper__votes',
    'click': 'stg_quickhelper__clicks',
} -%}
with
{%- for log, model in logs.items() %}
{{ log }}_lines as (
    select
        '{{ log }}' as log,
        event_id,
        file_id,
        line_no,
        event_at,
        instance_id,
        {{ 'helper_learner_id' if log != 'selection' else 'cast(null as bigint)' }}
            as named_learner_id,
        {{ 'helper_index' if log == 'selection' else 'cast(null as bigint)' }} as named_index,
        {{ 'is_none' if log == 'selection' else 'false' }} as is_none,
        {{ 'is_upvote' if log == 'vote' else 'cast(null as boolean)' }} as is_upvote,
        {{ 'url' if log == 'click' else 'cast(null as varchar)' }} as url
    from {{ ref(model) }}
),
{% endfor %}
requests as (
    select * from {{ ref('int_help_requests') }}
    where fate not in ('placeholder', 'repeated')
),

shown_helpers as (
    select * from {{ ref('int_help_shown_helpers') }}
),

-- A helper named twice for a question is one helper, in the first place.
shown_places as (
    select
        instance_id,
        helper_learner_id,
        min(helper_index) as helper_index
    from shown_helpers
    group by instance_id, helper_learner_id
),

reactions as (
    {%- for log in logs %}
    select * from {{ log }}_lines
    {%- if not loop.last %}
    union all
    {%- endif %}
    {%- endfor %}
),

judged as (
    select
        reactions.*,
        requests.kept_instance_id,
        coalesce(reactions.named_index, shown_places.helper_index) as helper_index,
        coalesce(reactions.named_learner_id, shown_helpers.helper_learner_id) as helper_learner_id,
        case
            when
                reactions.instance_id is null
                or (reactions.log <> 'selection' and reactions.named_learner_id is null)
                then 'placeholder'
            when requests.fate is null then 'orphan'
            when requests.fate <> 'kept' then requests.fate
            when
                reactions.log <> 'click' and not {{ in_quickhelper_dates('reactions.event_at') }}
                then 'out_of_dates'
            when
                reactions.log = 'selection'
                and not reactions.is_none
                and shown_helpers.helper_learner_id is null
                then 'unknown_helper'
        end as reason_set_aside
    from reactions
    left join requests
        on reactions.instance_id = requests.instance_id
    left join shown_helpers
        on
            reactions.instance_id = shown_helpers.instance_id
            and reactions.named_index = shown_helpers.helper_index
    left join shown_places
        on
            reactions.instance_id = shown_places.instance_id
            and reactions.named_learner_id = shown_places.helper_learner_id
),

-- What a learner did twice is one thing, as it was the last time.
numbered as (
    select
        *,
        row_number() over (
            partition by reason_set_aside, log, instance_id, helper_index, helper_learner_id, url
            order by event_at desc, line_no desc, event_id desc
        ) as place_from_last,
        count(*) over same_thing as n_times,
        min(event_at) over same_thing as first_at,
        max(event_at) over same_thing as last_at
    from judged
    window same_thing as (
        partition by reason_set_aside, log, instance_id, helper_index, helper_learner_id, url
    )
)

select
    log,
    event_id,
    file_id,
    line_no,
    event_at,
    coalesce(reason_set_aside, if(place_from_last = 1, 'kept', 'repeated')) as fate,
    instance_id,
    kept_instance_id,
    helper_index,
    helper_learner_id,
    is_none,
    is_upvote,
    url,
    n_times,
    first_at,
    last_at
from numbered
