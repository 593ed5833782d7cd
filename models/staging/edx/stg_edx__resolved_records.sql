with
records as (
    select * from {{ ref('stg_edx__records') }}
),

duplicates as (
    select * from {{ ref('stg_edx__duplicates') }}
),

event_types as (
    select * from {{ ref('stg_edx__event_types') }}
),

user_names as (
    select * from {{ ref('stg_edx__user_names') }}
),

session_courses as (
    select * from {{ ref('stg_edx__session_courses') }}
),

course_keys as (
    select * from {{ ref('stg_edx__course_keys') }}
)

select
    records.event_id,
    records.load_id,
    records.file_id,
    records.line_no,
    records.record_no,
    records.event_at,
    coalesce(user_names.learner_id, records.learner_id) as learner_id,
    records.username,
    coalesce(user_names.user_id, records.sender_user_id) as user_id,
    records.ip,
    course_keys.course_id,
    records.course_id as logged_course_id,
    event_types.event_type,
    event_types.event_family,
    event_types.area,
    event_types.observed_as,
    event_types.is_known,
    records.raw_event_type,
    records.raw_event_name,
    records.event_source,
    records.payload,
    records.page,
    records.referer,
    records.host,
    records.module_usage_key,
    records.module_original_usage_key,
    records.module_display_name,
    records.session_key,
    records.user_agent,
    records.accept_language,
    {{ row_version([
        'records.load_id', 'records.file_id', 'records.line_no', 'records.record_no',
        'user_names.learner_id', 'user_names.user_id', 'course_keys.course_id',
        'event_types.event_type', 'event_types.event_family', 'event_types.area',
        'event_types.observed_as', 'event_types.is_known', 'event_types.staff_evidence',
        'event_types.evidence_source',
    ]) }} as event_version
from records
inner join event_types
    on
        records.raw_event_type is not distinct from event_types.raw_event_type
        and records.raw_event_name is not distinct from event_types.raw_event_name
left join user_names
    on
        {{ edx_account_has_name('user_names', 'records.username', 'records.event_at') }}
        and records.sender_user_id is null
left join session_courses
    on records.event_id = session_courses.event_id
left join course_keys
    on lower(coalesce(records.course_id, session_courses.course_id)) = course_keys.folded_key
where not exists (
    select 1 from duplicates
    where
        duplicates.file_id = records.file_id
        and duplicates.line_no = records.line_no
        and duplicates.record_no = records.record_no
)
