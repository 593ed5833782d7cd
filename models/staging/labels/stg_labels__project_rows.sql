with
project_rows as (
    select * from {{ source('raw', 'label_project_rows') }}
),

files_in_use as (
    select * from {{ ref('stg_files_in_use') }}
),

trimmed as (
    select
        project_rows.load_id,
        project_rows.file_id,
        project_rows.line_no,
        project_rows.fits_header,
        project_rows.other_columns,
        files_in_use.file_id is null as is_superseded,
        {{ trimmed('project_rows.project') }} as project,
        {{ trimmed('project_rows.item_id') }} as item_id,
        {{ trimmed('project_rows.text') }} as text,
        {{ trimmed('project_rows.tags') }} as tags,
        {{ trimmed('project_rows.instructions') }} as instructions,
        {{ trimmed('project_rows.example_tag') }} as example_tag,
        {{ json_fields('project_rows.other_columns', ['author', 'thread']) }} as fields
    from project_rows
    left join files_in_use
        on project_rows.file_id = files_in_use.file_id
),

described as (
    select
        *,
        {{ trimmed('fields.author') }} as author,
        {{ trimmed('fields.thread') }} as thread,
        fits_header and project || item_id || text is not null as is_complete,
        coalesce(project, item_id, text, tags, instructions, example_tag, other_columns) is null
            as is_blank
    from trimmed
),

salt as (
    select * from {{ ref('stg_pseudonym_salt') }}
),

with_fates as (
    {{ with_row_fates('described', ['project', 'item_id']) }}
)

select
    with_fates.load_id,
    with_fates.file_id,
    with_fates.line_no,
    with_fates.fate,
    with_fates.project,
    with_fates.item_id,
    with_fates.text,
    with_fates.tags,
    with_fates.instructions,
    with_fates.example_tag,
    with_fates.author,
    {{ learner_id('salt.salt', 'labels', 'author', 'with_fates.author') }} as author_id,
    with_fates.thread
from with_fates
cross join salt
