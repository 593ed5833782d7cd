with
course_keys as (
    select * from {{ ref('stg_edx__course_keys') }}
),

events as (
    select * from {{ ref('stg_edx__events') }}
    where event_family = 'enrollment'
),

parsed as (
    select
        *,
        {{ json_fields('payload', ['course_id', 'user_id', 'mode']) }} as fields
    from events
),

named as (
    select
        *,
        {{ edx_course_key('fields.course_id') }} as named_course_key
    from parsed
)

select
    event_id,
    event_at,
    line_no,
    learner_id as sender_learner_id,
    coalesce(course_keys.course_id, named.named_course_key, named.course_id) as course_id,
    event_type,
    event_source,
    {{ edx_subject_user_id('fields.user_id') }} as subject_user_id,
    {{ trimmed('fields.mode') }} as mode
from named
left join course_keys
    on lower(named.named_course_key) = course_keys.folded_key
