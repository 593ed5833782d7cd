with
events as (
    select * from {{ ref('int_events') }}
)

select
    {%- if var('as_of_date') is none %}
        cast(max(event_at) as date) as as_of_date
    {%- else %}
        cast('{{ var("as_of_date") }}' as date) as as_of_date
    {%- endif %}
from events
