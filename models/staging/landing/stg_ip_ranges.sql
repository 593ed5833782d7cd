with
ranges as (
    select * from {{ source('raw', 'ip_ranges') }}
),

countries as (
    select * from {{ ref('countries') }}
)

select
    ranges.first_key,
    ranges.last_key,
    countries.country
from ranges
inner join countries
    on ranges.country = countries.country
