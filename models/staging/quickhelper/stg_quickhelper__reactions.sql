with
lines as (
    select * from {{ ref('stg_quickhelper__lines') }}
    where log in ('selection', 'helper', 'vote', 'click') and fate = 'accepted'
),

salt as (
    select * from {{ ref('stg_pseudonym_salt') }}
),

named as (
    select
        *,
        case
            when log = 'selection' then {{ quickhelper_id(quickhelper_field(1)) }}
            else {{ quickhelper_id(quickhelper_field(2)) }}
        end as instance_id,
        case
            when log <> 'selection' then {{ safe_id(quickhelper_id(quickhelper_field(1))) }}
        end as helper_user_id
    from lines
)

select
    named.event_id,
    named.file_id,
    named.line_no,
    named.log,
    named.event_at,
    named.instance_id,
    named.helper_user_id,
    {{ quickhelper_learner_id('named.helper_user_id') }} as helper_learner_id,
    case when named.log = 'selection' then {{ safe_bigint(quickhelper_field(2), 'place') }} end
        as helper_index,
    named.log = 'selection' and {{ quickhelper_field(2) }} = 'NONE' as is_none,
    case when named.log = 'vote' then {{ quickhelper_flag(quickhelper_field(3)) }} end
        as is_upvote,
    case when named.log = 'click' then {{ trimmed(quickhelper_field(3)) }} end as url
from named
cross join salt
