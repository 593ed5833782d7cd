{%- set as_of_date = var('as_of_date') -%}

with
events as (
    select * from {{ ref('int_events') }}
)

select
    coalesce(
        cast({{ "'" ~ as_of_date ~ "'" if as_of_date else 'null' }} as date),
        cast(max(event_at) as date)
    ) as as_of_date
from events
