with
lines as (
    select * from {{ ref('stg_quickhelper__lines') }}
),

raw_lines as (
    select * from {{ source('raw', 'quickhelper_lines') }}
)

{{ rejected_lines('lines', 'raw_lines', ['log']) }}
