{{ config(
    materialized='incremental',
    pre_hook="{{ delete_outdated(changed_events('stg_edx__events'), respelled_courses()) }}",
) }}

with
events as (
    {{ missing_event_payloads("event_family = 'certificate'") }}
),

parsed as (
    select
        *,
        {{ json_fields('payload', [
            'course_id', 'user_id', 'certificate_id', 'enrollment_mode', 'generation_mode',
        ]) }} as fields
    from events
),

named as (
    {{ with_named_course('parsed') }}
)

select
    event_id,
    event_version,
    event_at,
    line_no,
    learner_id as sender_learner_id,
    named_course_id as course_id,
    event_type,
    event_source,
    {{ edx_subject_user_id('fields.user_id') }} as subject_user_id,
    {{ trimmed('fields.certificate_id') }} as certificate_id,
    fields.enrollment_mode as mode,
    fields.generation_mode
from named
