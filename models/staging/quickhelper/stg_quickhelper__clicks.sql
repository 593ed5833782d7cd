with
lines as (
    select * from {{ ref('stg_quickhelper__lines') }}
    where log = 'click' and fate = 'accepted'
),

salt as (
    select * from {{ ref('stg_pseudonym_salt') }}
),

named as (
    select
        *,
        {{ safe_bigint(quickhelper_id(quickhelper_field(1))) }} as helper_user_id
    from lines
)

select
    named.event_id,
    named.file_id,
    named.line_no,
    named.event_at,
    {{ quickhelper_id(quickhelper_field(2)) }} as instance_id,
    named.helper_user_id,
    {{ quickhelper_learner_id('named.helper_user_id') }} as helper_learner_id,
    {{ trimmed(quickhelper_field(3)) }} as url
from named
cross join salt
