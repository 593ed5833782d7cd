{{ config(
    materialized='incremental',
    pre_hook="{{ delete_outdated(undone_loads(source('raw', 'edx_lines'))) }}",
) }}

with
lines as (
    select
        *,
        0 as record_no
    from {{ source('raw', 'edx_lines') }}
    {% if is_incremental() %}
        where {{ is_in_new_load() }}
    {% endif %}
),

salt as (
    select * from {{ ref('stg_pseudonym_salt') }}
),

{{ edx_record_ctes('lines') }}

select * from records
