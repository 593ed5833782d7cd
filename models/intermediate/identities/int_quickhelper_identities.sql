{{ config(schema='private') }}

with
requests as (
    select * from {{ ref('stg_quickhelper__requests') }}
),

reactions as (
    select * from {{ ref('stg_quickhelper__reactions') }}
),

helpers as (
    select * from {{ ref('stg_quickhelper__helpers') }}
),

sightings as (
    select
        learner_id,
        user_id,
        cast(null as string) as helper_name,
        requested_at as seen_at
    from requests
    {%- for place in range(3) %}
        union all
        select
            helper{{ place }}_learner_id as learner_id,
            helper{{ place }}_user_id as user_id,
            null as helper_name,
            requested_at as seen_at
        from requests
    {%- endfor %}
    union all
    select
        reactions.helper_learner_id as learner_id,
        reactions.helper_user_id as user_id,
        helpers.helper_name,
        reactions.event_at as seen_at
    from reactions
    left join helpers
        on reactions.event_id = helpers.event_id
)

select
    learner_id,
    'quickhelper' as platform,
    cast(min(user_id) as string) as platform_user_id,
    max(helper_name) as username,
    min(seen_at) as first_seen_at,
    max(seen_at) as last_seen_at
from sightings
where learner_id is not null
group by learner_id
