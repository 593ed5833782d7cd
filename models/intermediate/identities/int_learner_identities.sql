{{ config(materialized='view', schema='private') }}

select * from {{ ref('int_edx_identities') }}
union all
select * from {{ ref('int_quickhelper_identities') }}
union all
select * from {{ of_coursera('int_coursera_identities') }}
