{{ config(materialized='table') }}

with
salt as (
    select * from {{ ref('stg_pseudonym_salt') }}
),

named as (
    {%- for table, column in edx_package_people().items() %}
        select {{ column }} as user_id
        from {{ source('raw_edx', table) }}
        {{ 'union' if not loop.last }}
    {%- endfor %}
),

people as (
    select distinct {{ edx_user_id('user_id') }} as user_id
    from named
)

select
    people.user_id,
    {{ learner_id('salt.salt', 'edx', 'user_id', 'people.user_id') }} as learner_id
from people
cross join salt
where people.user_id is not null
