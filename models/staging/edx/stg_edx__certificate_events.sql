{{ config(
    materialized='incremental',
    pre_hook=["{{ forget_changed_events('stg_edx__events') }}", "{{ forget_respelled_courses() }}"],
) }}

with
course_keys as (
    select * from {{ ref('stg_edx__course_keys') }}
),

events as (
    select * from {{ ref('stg_edx__event_payloads') }}
    where
        event_family = 'certificate'
        {% if is_incremental() %}
            and {{ is_missing_event() }}
        {% endif %}
),

parsed as (
    select
        *,
        {{ json_fields('payload', [
            'course_id', 'user_id', 'certificate_id', 'enrollment_mode', 'generation_mode',
        ]) }} as fields
    from events
),

-- The course that the payload names goes first.
named as (
    select
        parsed.*,
        coalesce(
            course_keys.course_id,
            {{ edx_course_key('parsed.fields.course_id') }},
            parsed.course_id
        ) as named_course_id
    from parsed
    left join course_keys
        on lower({{ edx_course_key('parsed.fields.course_id') }}) = course_keys.folded_key
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
