{{ config(
    materialized='incremental',
    pre_hook="{{ delete_outdated(changed_events('stg_edx__events')) }}",
) }}

with
events as (
    {{ missing_event_payloads("event_type in (
            'assigned_to_partition', 'split_test_rendered', 'cohort_user_added',
            'cohort_user_removed', 'library_content_assigned', 'library_content_removed'
        )") }}
),

parsed as (
    select
        *,
        {{ json_fields('payload', [
            'user_id', 'partition_id', 'partition_name', 'group_id', 'group_name', 'cohort_id',
            'cohort_name', 'location', 'result',
        ]) }} as fields
    from events
)

select
    event_id,
    event_version,
    event_at,
    line_no,
    case when event_type not like 'cohort!_%' escape '!' then learner_id end as sender_learner_id,
    {{ edx_subject_user_id('fields.user_id') }} as subject_user_id,
    course_id,
    event_type,
    case
        when event_type like 'cohort!_%' escape '!' then 'cohort'
        when event_type = 'assigned_to_partition'
            then {{ matched('fields.partition_id', '^\\s*([0-9]{1,20})\\s*$', 1) }}
        when event_type like 'library!_%' escape '!' then {{ trimmed('fields.location') }}
    end as partition_id,
    {{ trimmed('fields.partition_name') }} as partition_name,
    {{ trimmed('coalesce(fields.group_id, fields.cohort_id)') }} as group_id,
    {{ trimmed('coalesce(fields.group_name, fields.cohort_name)') }} as group_name,
    case when event_type = 'split_test_rendered' then course_user_tags end as course_user_tags,
    case when event_type like 'library!_%' escape '!' then fields.result end as assigned_blocks
from parsed
