with
events as (
    select * from {{ ref('stg_edx__events') }}
    where event_family = 'navigation'
),

parsed as (
    select
        *,
        {{ json_fields('payload', [
            'id', 'old', 'new', 'current_tab', 'target_tab', 'tab_count', 'widget_placement',
            'current_url', 'target_url', 'target_name', 'tool_name',
        ]) }} as fields
    from events
)

select
    event_id,
    event_at,
    line_no,
    learner_id,
    course_id,
    event_type,
    event_source,
    {{ trimmed('fields.id') }} as sequential_id,
    {{ safe_bigint('coalesce(fields.old, fields.current_tab)', 'place') }} as old_tab,
    {{ safe_bigint('coalesce(fields.new, fields.target_tab)', 'place') }} as new_tab,
    {{ safe_bigint('fields.tab_count', 'count') }} as n_tabs,
    fields.widget_placement,
    page,
    fields.current_url,
    fields.target_url,
    fields.target_name,
    fields.tool_name
from parsed
