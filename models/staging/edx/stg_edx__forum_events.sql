{{ config(
    materialized='incremental',
    pre_hook="{{ delete_outdated(changed_events('stg_edx__events')) }}",
) }}
{%- set event_name = '^edx[.]forum[.](thread|response|comment)[.]([a-z_]+)$' %}

with
events as (
    {{ missing_event_payloads("event_family = 'forum'") }}
),

parsed as (
    select
        *,
        {{ json_fields('payload', [
            'id', 'commentable_id', 'category_id', 'category_name', 'thread_type', 'title', 'body',
            'truncated', 'vote_value', 'undo_vote', 'target_username', 'query', 'total_results',
            'mark_type', 'reported_status_cleared', {'discussion': ['id']}, {'response': ['id']},
        ]) }} as fields,
        coalesce(
            {{ matched('raw_event_type', event_name) }}, {{ matched('raw_event_name', event_name) }}
        ) as event_name
    from events
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
    {{ matched('event_name', event_name, 1) }} as post_kind,
    {{ matched('event_name', event_name, 2) }} as action,
    {{ trimmed('fields.id') }} as post_id,
    {{ trimmed('fields.discussion.id') }} as thread_id,
    {{ trimmed('fields.response.id') }} as response_id,
    {{ trimmed('fields.commentable_id') }} as commentable_id,
    {{ trimmed('fields.category_name') }} as category_name,
    fields.thread_type,
    fields.title,
    fields.body,
    {{ safe_boolean('fields.truncated') }} as is_body_cut,
    case when fields.vote_value in ('up', 'down') then fields.vote_value end as vote_value,
    {{ safe_boolean('fields.undo_vote') }} as is_vote_undone,
    lower({{ trimmed('fields.mark_type') }}) as mark_type,
    {{ safe_boolean('fields.reported_status_cleared') }} as is_report_cleared,
    {{ trimmed('fields.target_username') }} as target_username,
    fields.query as search_query,
    {{ safe_bigint('fields.total_results', 'count') }} as n_search_results
from parsed
