with
label_rows as (
    select * from {{ source('raw', 'label_rows') }}
),

files_in_use as (
    select * from {{ ref('stg_files_in_use') }}
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
    {{ matched('counted.tagger', '^model:(.+)$', 1) }} as model,
    counted.tag,
    counted.tagged_at,
    counted.other_columns
from counted
cross join salt
