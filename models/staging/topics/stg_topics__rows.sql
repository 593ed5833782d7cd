{%- set key = [
    'run_id', 'method', 'source', 'corpus', 'topic_number', 'kind', 'text_id', 'term',
] -%}
with
topic_rows as (
    select * from {{ source('raw', 'topic_rows') }}
),

files_in_use as (
    select * from {{ ref('stg_files_in_use') }}
),

typed as (
    select
        topic_rows.load_id,
        topic_rows.file_id,
        topic_rows.line_no,
        topic_rows.fits_header,
        files_in_use.file_id is null as is_superseded,
        {% for name in ['run_id', 'method', 'corpus'] -%}
            {{ trimmed('topic_rows.' ~ name) }} as {{ name }},
        {% endfor -%}
        case
            when {{ trimmed('topic_rows.source') }} in ('forum', 'help', 'labels')
                then {{ trimmed('topic_rows.source') }}
        end as source,
        nullif({{ safe_bigint('topic_rows.topic_number', 'place') }}, 0) as topic_number,
        case
            when {{ trimmed('topic_rows.kind') }} in ('text', 'term')
                then {{ trimmed('topic_rows.kind') }}
        end as kind,
        {{ safe_id('topic_rows.text_id') }} as text_id,
        lower({{ trimmed('topic_rows.term') }}) as term,
        {{ safe_double('topic_rows.weight', 'share') }} as weight,
        coalesce(
            {% for name in key + ['weight'] -%}
                {{ trimmed('topic_rows.' ~ name) }}{{ ', ' if not loop.last }}
            {% endfor -%}
        ) is null as is_blank
    from topic_rows
    left join files_in_use
        on topic_rows.file_id = files_in_use.file_id
),

-- A row is about a text or about a term, not both.
checked as (
    select
        *,
        fits_header
        and run_id || method || source || corpus || kind is not null
        and topic_number + weight is not null
        and (kind = 'text') = (text_id is not null)
        and (kind = 'term') = (term is not null) as is_complete
    from typed
),

with_fates as (
    {{ with_row_fates('checked', key) }}
)

select
    load_id,
    file_id,
    line_no,
    fate,
    run_id,
    method,
    source,
    corpus,
    topic_number,
    kind,
    text_id,
    term,
    weight
from with_fates
