with
label_rows as (
    select * from {{ source('raw', 'label_rows') }}
),

files as (
    select * from {{ ref('stg_files') }}
    where source = 'labels'
),

-- The version of a file that its path holds counts, or else (that one is broken) the latest one.
file_versions as (
    select
        file_id,
        row_number() over (
            partition by path order by is_current desc, load_id desc, file_id desc
        ) = 1 as is_latest
    from files
    where copy_of is null and (error is null or lines_loaded > 0)
),

-- A text that a copy under another path still holds counts too.
copied_files as (
    select distinct copy_of as file_id
    from files
    where is_current and copy_of is not null
),

files_in_use as (
    select file_id from file_versions
    where is_latest
    union
    select file_id from copied_files
),

trimmed as (
    select
        load_id,
        file_id,
        line_no,
        nullif(text, '') as text,
        other_columns,
        fits_header,
        {{ trimmed('project') }} as project,
        {{ trimmed('item_id') }} as item_id,
        {{ trimmed('tagger') }} as tagger,
        {{ trimmed('tag') }} as tag,
        {{ trimmed('tagged_at') }} as tagged_at_text,
        {{ safe_timestamp('tagged_at') }} as tagged_at
    from label_rows
),

identified as (
    select
        *,
        md5({{ json_object({
            'project': 'project', 'item_id': 'item_id', 'text': 'text', 'tagger': 'tagger',
            'tag': 'tag', 'tagged_at': 'tagged_at_text', 'other_columns': 'other_columns',
        }) }}) as label_id,
        coalesce(project, item_id, text, tagger, tag, tagged_at_text, other_columns) is null
            as is_blank
    from trimmed
),

counted as (
    select
        identified.*,
        files_in_use.file_id is null as is_superseded,
        row_number() over (
            partition by identified.label_id, files_in_use.file_id is null
            order by identified.load_id, identified.file_id, identified.line_no
        ) as copy_number
    from identified
    left join files_in_use
        on identified.file_id = files_in_use.file_id
),

salt as (
    select * from {{ ref('stg_pseudonym_salt') }}
)

select
    counted.load_id,
    counted.file_id,
    counted.line_no,
    counted.label_id,
    case
        when counted.is_blank then 'blank'
        when
            not counted.fits_header
            or counted.project is null
            or counted.item_id is null
            or counted.tagger is null
            or counted.tag is null
            then 'wrong_fields'
        when counted.is_superseded then 'superseded'
        when counted.copy_number > 1 then 'duplicate'
        else 'accepted'
    end as fate,
    counted.project,
    counted.item_id,
    counted.text,
    counted.tagger,
    {{ learner_id('salt.salt', 'labels', 'tagger', 'counted.tagger') }} as tagger_id,
    counted.tag,
    counted.tagged_at,
    counted.other_columns
from counted
cross join salt
