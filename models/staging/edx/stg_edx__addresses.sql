{{ config(
    materialized='incremental',
    pre_hook="{{ delete_outdated(undone_loads(ref('stg_edx__lines'), is_distinct=true)) }}",
) }}

with
records as (
    select * from {{ ref('stg_edx__records') }}
    {% if is_incremental() %}
        where {{ is_in_new_load() }}
    {% endif %}
),

-- A request names its path and, beside it, its host.
addresses as (
    select
        load_id,
        coalesce(host, '') as host,
        raw_event_type as address
    from records
    where raw_event_type like '/%'
    union all
    select
        load_id,
        '' as host,
        page as address
    from records
    where page like 'http%' or page like '/%'
    union all
    select
        load_id,
        '' as host,
        referer as address
    from records
    where referer is not null
),

distinct_addresses as (
    select
        host,
        address,
        max(load_id) as load_id
    from addresses
    group by host, address
)

select
    load_id,
    host,
    address,
    case
        when host = '' then {{ public_url('address') }}
        else {{ public_request_url('host', 'address') }}
    end as url
from distinct_addresses
{% if is_incremental() %}
    where not exists (
        select 1 from {{ held_rows() }} as built
        where built.host = distinct_addresses.host and built.address = distinct_addresses.address
    )
{% endif %}
