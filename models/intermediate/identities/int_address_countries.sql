{{ config(schema='private') }}

with
event_addresses as (
    select * from {{ ref('int_event_addresses') }}
),

ranges as (
    select * from {{ ref('stg_ip_ranges') }}
),

addresses as (
    select distinct
        ip,
        {{ ip_key('ip') }} as address_key
    from event_addresses
    where exists (select 1 from ranges)
),

-- Ranges do not overlap, so that only the one that begins last before an address may hold it.
points as (
    select
        first_key as point_key,
        0 as is_address,
        first_key,
        cast(null as string) as ip
    from ranges
    union all
    select
        address_key as point_key,
        1 as is_address,
        cast(null as string) as first_key,
        ip
    from addresses
    where address_key is not null
),

nearest as (
    select
        ip,
        point_key as address_key,
        is_address,
        {{ last_known('first_key', 'so_far') }} as first_key
    from points
    window
        so_far as (
            order by point_key, is_address rows between unbounded preceding and current row
        )
)

select
    nearest.ip,
    ranges.country
from nearest
inner join ranges
    on nearest.first_key = ranges.first_key and nearest.address_key <= ranges.last_key
where nearest.is_address = 1
