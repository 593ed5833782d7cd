{{ config(materialized='view') }}

with
features as (
    select * from {{ ref('features') }}
)

select
    features.feature_id,
    features.name,
    features.kind,
    features.definition,
    features.unit,
    features.{{ quoted_name('default') }} as default_value,
    features.unknown_when,
    features.source,
    features.dlq_id,
    features.dlq_name,
    features.dlq_default,
    features.author,
    features.status
from features
