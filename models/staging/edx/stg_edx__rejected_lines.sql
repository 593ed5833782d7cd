with
line_fates as (
    select * from {{ ref('stg_edx__line_fates') }}
    where fate <> 'accepted'
),

raw_lines as (
    select * from {{ source('raw', 'edx_lines') }}
)

{{ rejected_lines('line_fates', 'raw_lines') }}
