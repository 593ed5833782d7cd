{%- set key = [
    'run_id', 'model', 'regime', 'label', 'course_id', 'learner_id', 'week_number', 'lead_weeks',
] -%}
with
prediction_rows as (
    select * from {{ source('raw', 'prediction_rows') }}
),

files_in_use as (
    select * from {{ ref('stg_files_in_use') }}
),

typed as (
    select
        prediction_rows.load_id,
        prediction_rows.file_id,
        prediction_rows.line_no,
        prediction_rows.fits_header,
        files_in_use.file_id is null as is_superseded,
        {% for name in ['run_id', 'model', 'regime', 'course_id'] -%}
            {{ trimmed('prediction_rows.' ~ name) }} as {{ name }},
        {% endfor -%}
        case
            when {{ trimmed('prediction_rows.label') }} in ('activity', 'submission')
                then {{ trimmed('prediction_rows.label') }}
        end as label,
        coalesce({{ safe_boolean(trimmed('prediction_rows.is_baseline')) }}, false) as is_baseline,
        {{ safe_id('prediction_rows.learner_id') }} as learner_id,
        {{ safe_bigint('prediction_rows.week_number', 'place') }} as week_number,
        nullif({{ safe_bigint('prediction_rows.lead_weeks', 'place') }}, 0) as lead_weeks,
        {{ safe_double('prediction_rows.probability', 'share') }} as probability,
        {{ safe_timestamp('prediction_rows.trained_until') }} as trained_until,
        coalesce(
            {% for name in key + ['is_baseline', 'probability', 'trained_until'] -%}
                {{ trimmed('prediction_rows.' ~ name) }}{{ ', ' if not loop.last }}
            {% endfor -%}
        ) is null as is_blank
    from prediction_rows
    left join files_in_use
        on prediction_rows.file_id = files_in_use.file_id
),

checked as (
    select
        *,
        fits_header
        and run_id || model || regime || label || course_id is not null
        -- Not learner_id + ...: a sum with the greatest id would overflow.
        and learner_id is not null
        and week_number + lead_weeks + probability is not null as is_complete
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
    is_baseline,
    regime,
    label,
    course_id,
    learner_id,
    week_number,
    lead_weeks,
    probability,
    trained_until
from with_fates
