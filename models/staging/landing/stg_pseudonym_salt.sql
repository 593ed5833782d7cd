{{ config(schema='private') }}

select salt from {{ source('private', 'pseudonym_salt') }}
