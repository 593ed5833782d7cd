{{ config(schema='private', materialized='view') }}

with
edx_events as (
    select * from {{ ref('stg_edx__events') }}
),

coursera_lines as (
    select * from {{ of_coursera('stg_coursera__clickstream_lines') }}
)

select
    'edx' as platform,
    event_id,
    ip
from edx_events
where ip is not null
union all
select
    'coursera' as platform,
    event_id,
    ip
from coursera_lines
where fate = 'accepted' and ip is not null
