with
reactions as (
    select * from {{ ref('stg_quickhelper__reactions') }}
),

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

checked as (
    select
        reactions.log,
        reactions.event_id,
        reactions.file_id,
        reactions.line_no,
        reactions.event_at,
        reactions.instance_id,
        reactions.is_none,
        reactions.is_upvote,
        reactions.url,
        requests.kept_instance_id,
        coalesce(reactions.helper_index, shown_places.helper_index) as helper_index,
        coalesce(reactions.helper_learner_id, shown_helpers.helper_learner_id) as helper_learner_id,
        case
            when
                reactions.instance_id is null
                or (reactions.log <> 'selection' and reactions.helper_learner_id is null)
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
            and reactions.helper_index = shown_helpers.helper_index
    left join shown_places
        on
            reactions.instance_id = shown_places.instance_id
            and reactions.helper_learner_id = shown_places.helper_learner_id
),

-- Deduplicate repeated actions of a learner: the last one counts.
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
    from checked
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
