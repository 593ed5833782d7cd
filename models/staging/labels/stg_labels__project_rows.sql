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
        {{ trimmed('project_rows.example_tag') }} as example_tag
    from project_rows
    left join files_in_use
        on project_rows.file_id = files_in_use.file_id
),

described as (
    select
        *,
        {{ json_fields('other_columns', ['author', 'thread']) }} as fields,
        fits_header and project || item_id || text is not null as is_complete
    from trimmed
),

salt as (
    select * from {{ ref('stg_pseudonym_salt') }}
),

ranked as (
    select
        *,
        {{ trimmed('fields.author') }} as author,
        {{ trimmed('fields.thread') }} as thread,
        row_number() over (
            partition by coalesce(is_complete, false), is_superseded, project, item_id
            order by load_id desc, file_id desc, line_no desc
        ) as copy_number
    from described
)

select
    ranked.load_id,
    ranked.file_id,
    ranked.line_no,
    case
        when
            coalesce(
                ranked.project, ranked.item_id, ranked.text, ranked.tags, ranked.instructions,
                ranked.example_tag, ranked.other_columns
            ) is null
            then 'blank'
        when not coalesce(ranked.is_complete, false) then 'wrong_fields'
        when ranked.is_superseded then 'superseded'
        when ranked.copy_number > 1 then 'duplicate'
        else 'accepted'
    end as fate,
    ranked.project,
    ranked.item_id,
    ranked.text,
    ranked.tags,
    ranked.instructions,
    ranked.example_tag,
    ranked.author,
    {{ learner_id('salt.salt', 'labels', 'author', 'ranked.author') }} as author_id,
    ranked.thread
from ranked
cross join salt
