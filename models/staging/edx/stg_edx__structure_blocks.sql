with
files as (
    select * from {{ ref('stg_edx__structure_files') }}
    where is_in_use
),

entries as (
    select
        load_id,
        course_id,
        {{ each_json_entry('document', ['category', 'children', 'metadata']) }} as entry
    from files
),

parsed as (
    select
        load_id,
        course_id,
        entry.key as block_id,
        entry.value.category as block_type,
        entry.value.children,
        {{ json_fields(well_formed('entry.value.metadata'), [
            'display_name', 'format', 'graded', 'start', 'due', 'max_attempts', 'weight',
            'graceperiod', 'user_partitions',
        ]) }} as fields
    from entries
)

select
    load_id,
    course_id,
    block_id,
    block_type,
    children,
    {{ trimmed('fields.display_name') }} as display_name,
    {{ trimmed('fields.format') }} as format, -- noqa
    {{ safe_boolean('fields.graded') }} as is_graded,
    {{ safe_timestamp('fields.start') }} as opens_at,
    {{ safe_timestamp('fields.due') }} as due_at,
    {{ safe_bigint('fields.max_attempts', 'place') }} as max_attempts,
    {{ safe_double('fields.weight', 'max_points') }} as weight,
    {{ edx_duration('fields.graceperiod') }} as grace_seconds,
    fields.user_partitions
from parsed
