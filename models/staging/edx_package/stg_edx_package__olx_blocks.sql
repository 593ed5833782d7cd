with
blocks as (
    select * from {{ source('raw_edx', 'olx_blocks') }}
),

courses as (
    select * from {{ ref('stg_edx_package__olx_courses') }}
),

parsed as (
    select
        blocks.*,
        courses.course_id as course_key,
        {{ edx_block_type('blocks.parent_block_id') }} as parent_type,
        {{ json_fields(well_formed('blocks.attributes'), [
            'max_attempts', 'duration_seconds', 'response_types', 'transcript_languages',
            'source_library_id', 'tags', 'graceperiod', 'user_partitions',
        ]) }} as fields
    from blocks
    inner join courses
        on blocks.course_id = courses.exported_key
),

-- The course itself: its name in old keys is the run.
named as (
    select
        *,
        case
            when block_type <> 'course' then url_name
            when course_key like '%-v1:%' then 'course'
            else split_part(course_key, '/', 3)
        end as block_name,
        case
            when parent_type <> 'course' then {{ edx_block_name('parent_block_id') }}
            when course_key like '%-v1:%' then 'course'
            else split_part(course_key, '/', 3)
        end as parent_name
    from parsed
)

select
    load_id,
    course_key as course_id,
    {{ edx_usage_key('course_key', 'block_type', 'block_name') }} as block_id,
    block_type,
    {{ edx_usage_key('course_key', 'parent_type', 'parent_name') }} as parent_block_id,
    {{ safe_bigint('position', 'place') }} as position,
    {{ trimmed('display_name') }} as display_name,
    {{ trimmed('format') }} as format, -- noqa
    {{ safe_boolean('graded') }} as is_graded,
    {{ safe_timestamp('start') }} as opens_at,
    {{ safe_timestamp('due') }} as due_at,
    {{ safe_bigint('fields.max_attempts', 'place') }} as max_attempts,
    {{ safe_double('weight', 'max_points') }} as weight,
    {{ json_joined('fields.response_types', ', ') }} as response_types,
    {{ safe_double('fields.duration_seconds', 'video_length_seconds') }} as duration_seconds,
    {{ json_joined('fields.transcript_languages', ', ') }} as transcript_languages,
    {{ trimmed('fields.source_library_id') }} as library_id,
    fields.tags,
    {{ edx_duration('fields.graceperiod') }} as grace_seconds,
    fields.user_partitions
from named
