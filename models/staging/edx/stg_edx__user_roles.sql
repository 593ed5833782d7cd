{{ config(
    materialized='incremental',
    pre_hook="{{ delete_outdated(changed_events('stg_edx__events')) }}",
) }}

with
events as (
    select * from {{ ref('stg_edx__event_payloads') }}
    where
        event_family in ('forum', 'notification')
        and coalesce(event_source, 'server') not in ('browser', 'mobile')
        and learner_id is not null
        and course_id is not null
        {% if is_incremental() %}
            and {{ is_missing_event() }}
        {% endif %}
),

parsed as (
    select
        *,
        {{ json_fields('payload', [
            'user_course_roles', 'user_forums_roles', 'user_forum_roles',
        ]) }} as fields
    from events
),

role_lists as (
    select
        event_id,
        event_version,
        event_at,
        learner_id,
        course_id,
        fields.user_course_roles as roles
    from parsed
    union all
    select
        event_id,
        event_version,
        event_at,
        learner_id,
        course_id,
        coalesce(fields.user_forums_roles, fields.user_forum_roles) as roles
    from parsed
),

-- A single role may be a bare name instead of a list.
role_items as (
    select
        event_id,
        event_version,
        event_at,
        learner_id,
        course_id,
        case when roles like '[%' then roles else {{ json_quoted('roles') }} end as roles
    from role_lists
    where roles is not null
),

listed as (
    select
        event_id,
        event_version,
        event_at,
        learner_id,
        course_id,
        {{ each_json_item('roles') }} as role
    from role_items
)

select distinct
    event_id,
    event_version,
    event_at,
    learner_id,
    course_id,
    {{ trimmed('role') }} as role
from listed
where {{ trimmed('role') }} is not null
