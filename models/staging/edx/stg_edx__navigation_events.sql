{{ config(
    materialized='incremental',
    pre_hook="{{ delete_outdated(changed_events('stg_edx__events')) }}",
) }}

with
events as (
    {{ missing_event_payloads("event_family = 'navigation'") }}
),

parsed as (
    select
        *,
        {{ json_fields('payload', [
            'id', 'old', 'new', 'current_tab', 'target_tab', 'tab_count', 'target_id',
            'widget_placement', 'current_url', 'target_url', 'target_name', 'tool_name',
        ]) }} as fields
    from events
),

-- `id` is a subsection on pages of the LMS and the unit that is left in the learning app. A
-- breadcrumb of the learning app has a path of keys there, which is neither.
keyed as (
    select
        *,
        {{ matched(edx_sent_id('fields.id'), '^(?:i4x://[^/]+/[^/]+/[^/]+/)?[^/]+$') }} as block_id,
        coalesce({{ edx_readable_keys('page') }} like '%/course/%+type@sequential+block@%', false)
            as is_on_learning_page
    from parsed
),

typed as (
    select
        *,
        {{ edx_block_type('block_id') }} as block_type
    from keyed
),

moves as (
    select
        *,
        case
            when block_type is null or block_type in ('sequential', 'videosequence', 'problemset')
                then block_id
        end as sequential_id,
        case when block_type = 'vertical' then block_id end as unit_id,
        {{ safe_bigint('coalesce(fields.old, fields.current_tab)', 'place') }} as old_tab,
        {{ safe_bigint('coalesce(fields.new, fields.target_tab)', 'place') }} as new_tab
    from typed
)

select
    event_id,
    event_version,
    event_at,
    line_no,
    learner_id,
    course_id,
    event_type,
    event_source,
    sequential_id,
    unit_id,
    {{ matched(edx_sent_id('fields.target_id'), '^[^/]+$') }} as target_unit_id,
    old_tab,
    new_tab,
    {{ safe_bigint('fields.tab_count', 'count') }} as n_tabs,
    coalesce(event_type in ('seq_goto', 'seq_next', 'seq_prev'), false)
    and new_tab is not null
    and unit_id is null
    and not is_on_learning_page as is_tab_move,
    fields.widget_placement,
    page,
    fields.current_url,
    fields.target_url,
    fields.target_name,
    fields.tool_name
from moves
