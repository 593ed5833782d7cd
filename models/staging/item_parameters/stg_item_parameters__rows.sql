{%- set key = ['run_id', 'model', 'course_id', 'item_id'] -%}
{%- set measures = [
    'difficulty', 'difficulty_error', 'discrimination', 'discrimination_error',
] -%}
with
item_parameter_rows as (
    select * from {{ source('raw', 'item_parameter_rows') }}
),

files_in_use as (
    select * from {{ ref('stg_files_in_use') }}
),

typed as (
    select
        item_parameter_rows.load_id,
        item_parameter_rows.file_id,
        item_parameter_rows.line_no,
        item_parameter_rows.fits_header,
        files_in_use.file_id is null as is_superseded,
        {% for name in ['run_id', 'model', 'course_id'] -%}
            {{ trimmed('item_parameter_rows.' ~ name) }} as {{ name }},
        {% endfor -%}
        {{ safe_id('item_parameter_rows.item_id') }} as item_id,
        {{ safe_bigint('item_parameter_rows.n_responses', 'count') }} as n_responses,
        {% for name in measures -%}
            {{ safe_double('item_parameter_rows.' ~ name, 'logits') }} as {{ name }},
        {% endfor -%}
        coalesce(
            {% for name in key + ['n_responses'] + measures -%}
                {{ trimmed('item_parameter_rows.' ~ name) }}{{ ', ' if not loop.last }}
            {% endfor -%}
        ) is null as is_blank
    from item_parameter_rows
    left join files_in_use
        on item_parameter_rows.file_id = files_in_use.file_id
),

-- Errors may be missing: not every program gives them.
checked as (
    select
        *,
        fits_header
        and run_id || model || course_id is not null
        and item_id is not null
        and n_responses + difficulty + discrimination is not null
        and coalesce(difficulty_error, 0) >= 0
        and coalesce(discrimination_error, 0) >= 0 as is_complete
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
    model,
    course_id,
    item_id,
    n_responses,
    difficulty,
    difficulty_error,
    discrimination,
    discrimination_error
from with_fates
