{%- set conditions = [
    'version', 'is_badge', 'is_irrelevant_sentence', 'is_voting', 'is_anon_image', 'is_username',
    'helper0_learner_id', 'helper1_learner_id', 'helper2_learner_id',
] -%}
with
instances as (
    select * from {{ ref('int_help_instances') }}
),

shown_helpers as (
    select * from {{ ref('int_help_shown_helpers') }}
),

selections as (
    select * from {{ ref('stg_quickhelper__reactions') }}
    where log = 'selection' and {{ in_quickhelper_dates('event_at') }}
),

selected as (
    select
        selections.instance_id,
        count(distinct selections.helper_index) as n_helpers_selected
    from selections
    inner join shown_helpers
        on
            selections.instance_id = shown_helpers.instance_id
            and selections.helper_index = shown_helpers.helper_index
    group by selections.instance_id
),

candidates as (
    select
        instances.*,
        coalesce(selected.n_helpers_selected, 0) as n_helpers_selected
    from instances
    left join selected
        on instances.instance_id = selected.instance_id
    where instances.reason_set_aside is null
),

-- The same question sent again on the same day is another instance, perhaps under other conditions.
compared as (
    select
        *,
        max(n_helpers_selected) over question as most_selected,
        {%- for condition in conditions %}
            min({{ condition }}) over question < max({{ condition }}) over question
                as has_other_{{ condition }},
        {%- endfor %}
        row_number() over (
            partition by question_id, n_helpers_selected > 0
            order by requested_at desc, line_no desc, event_id desc
        ) as place_from_last,
        row_number() over (
            partition by question_id order by requested_at asc, line_no asc, event_id asc
        ) as place_from_first
    from candidates
    window question as (partition by question_id)
),

chosen as (
    select
        *,
        if(
            most_selected > 0,
            n_helpers_selected > 0 and place_from_last = 1,
            place_from_first = 1
        ) as is_kept
    from compared
),

merged as (
    select
        event_id,
        is_kept,
        n_helpers_selected,
        {%- for condition in conditions %}
            case
                when most_selected > 0 or not coalesce(has_other_{{ condition }}, false)
                    then {{ condition }}
            end as {{ condition }},
        {%- endfor %}
        max(case when is_kept then instance_id end) over question as kept_instance_id,
        count(*) over question as n_instances,
        {{ seconds_between('lag(requested_at) over asked', 'requested_at') }} as seconds_before,
        {{ seconds_between('requested_at', 'lead(requested_at) over asked') }} as seconds_after
    from chosen
    window
        question as (partition by question_id),
        asked as (partition by titled_id, is_kept order by requested_at, line_no, event_id)
)

select
    instances.event_id,
    instances.file_id,
    instances.line_no,
    coalesce(
        instances.reason_set_aside, if(merged.is_kept, 'kept', 'duplicate')
    ) as fate,
    instances.instance_id,
    merged.kept_instance_id,
    instances.learner_id,
    instances.requested_at,
    merged.version,
    merged.is_badge,
    merged.is_irrelevant_sentence,
    case
        when merged.is_irrelevant_sentence then 'irrelevant'
        when merged.is_irrelevant_sentence is null then null
        when merged.version = 'student' then 'relevant'
        else merged.version
    end as sentence_condition,
    merged.is_voting,
    merged.is_anon_image,
    merged.is_username,
    merged.helper0_learner_id,
    merged.helper1_learner_id,
    merged.helper2_learner_id,
    merged.n_helpers_selected,
    merged.n_instances,
    merged.is_kept
    and least(merged.seconds_before, merged.seconds_after) <= 24 * 3600 as is_near_duplicate,
    instances.is_help_seeking,
    instances.is_help_seeking_as_written,
    instances.n_title_characters,
    instances.n_body_characters
from instances
left join merged
    on instances.event_id = merged.event_id
