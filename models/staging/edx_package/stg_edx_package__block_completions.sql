{{ config(materialized='table') }}

select
    course_id,
    learner_id,
    user_id,
    {{ edx_respelled('block_key') }} as block_id,
    coalesce({{ edx_block_type('block_key') }}, block_type) as block_type,
    completion,
    created as created_at,
    modified as modified_at
from ({{ edx_package_rows('completion_blockcompletion') }}) as block_completions
