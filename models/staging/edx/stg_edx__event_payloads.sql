-- DuckDB reads the lines of a family by a join, from a view. Spark would shuffle all lines for each
-- family: there it is a table (macros/spark/materializations.sql).
{{ config(partition_by='event_family') }}

with
events as (
    select * from {{ ref('stg_edx__events') }}
),

records as (
    select * from {{ ref('stg_edx__records') }}
),

event_records as (
    select
        events.*,
        records.user_id as logged_user_id,
        records.payload,
        records.payload_shape,
        records.page,
        records.module_usage_key,
        records.module_original_usage_key,
        records.saved_tags,
        records.course_user_tags
    from events
    inner join records
        on
            events.load_id = records.load_id
            and events.file_id = records.file_id
            and events.line_no = records.line_no
            and events.record_no = records.record_no
)

select
    event_id,
    event_version,
    load_id,
    line_no,
    event_at,
    learner_id,
    logged_user_id,
    course_id,
    event_type,
    raw_event_type,
    raw_event_name,
    event_source,
    host,
    {{ edx_respelled('payload') }} as payload,
    payload_shape,
    {{ edx_respelled('page') }} as page,
    {{ edx_respelled('module_usage_key') }} as module_usage_key,
    {{ edx_respelled('module_original_usage_key') }} as module_original_usage_key,
    module_display_name,
    saved_tags,
    course_user_tags,
    event_family
from event_records
