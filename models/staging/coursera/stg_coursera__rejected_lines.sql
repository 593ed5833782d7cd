{{ config(enabled=var('with_coursera'), schema='private') }}

with
lines as (
    select * from {{ ref('stg_coursera__clickstream_lines') }}
),

raw_lines as (
    select * from {{ source('raw', 'coursera_clickstream_lines') }}
)

{{ rejected_lines('lines', 'raw_lines') }}
