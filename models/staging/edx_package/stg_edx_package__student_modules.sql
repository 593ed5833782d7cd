{{ config(materialized='table') }}

with
modules as (
    select
        *,
        {{ edx_respelled('module_id') }} as block_id,
        {{ json_fields('state', [
            'attempts', 'done', 'position', 'correct_map',
        ]) }} as fields
    from ({{ edx_package_rows('courseware_studentmodule') }}) as modules
),

parts as (
    select
        course_id,
        learner_id,
        block_id,
        {{ each_json_entry('fields.correct_map', ['correctness']) }} as part
    from modules
),

part_counts as (
    select
        course_id,
        learner_id,
        block_id,
        count(*) as n_parts,
        count(case when part.value.correctness = 'correct' then 1 end) as n_parts_correct
    from parts
    group by course_id, learner_id, block_id
)

select
    modules.course_id,
    modules.learner_id,
    modules.user_id,
    modules.block_id,
    coalesce({{ edx_block_type('modules.block_id') }}, modules.module_type) as block_type,
    modules.grade as earned,
    modules.max_grade as possible,
    modules.created as created_at,
    modules.modified as modified_at,
    {{ safe_bigint('modules.fields.attempts', 'place') }} as n_attempts,
    {{ safe_boolean('modules.fields.done') }} as is_done,
    {{ safe_bigint('modules.fields.position', 'place') }} as position,
    part_counts.n_parts,
    part_counts.n_parts_correct
from modules
left join part_counts
    on
        modules.course_id = part_counts.course_id
        and modules.learner_id = part_counts.learner_id
        and modules.block_id = part_counts.block_id
