with
lines as (
    select * from {{ ref('stg_edx__lines') }}
),

raw_lines as (
    select * from {{ source('raw', 'edx_lines') }}
)

{{ rejected_lines('lines', 'raw_lines') }}
