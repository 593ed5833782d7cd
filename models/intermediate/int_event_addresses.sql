{{ config(schema='private', materialized='view') }}

with
edx_lines as (
    select * from {{ ref('stg_edx__lines') }}
),

coursera_lines as (
    select * from {{ ref('stg_coursera__clickstream_lines') }}
)

select
    'edx' as platform,
    event_id,
    ip
from edx_lines
where fate = 'accepted' and ip is not null
union all
select
    'coursera' as platform,
    event_id,
    ip
from coursera_lines
where fate = 'accepted' and ip is not null
