with
lines as (
    select * from {{ ref('stg_quickhelper__lines') }}
    where log = 'helper' and fate = 'accepted'
),

badges as (
    select * from {{ ref('quickhelper_badges') }}
),

named as (
    select
        event_id,
        {{ trimmed(quickhelper_field(3)) }} as helper_name,
        {{ replaced(trimmed(quickhelper_field(4)), '^https?://', '') }} as badge_image,
        {{ safe_bigint(quickhelper_field(5), 'count') }} as n_previous_requests,
        {{ quickhelper_field(6) }} as sentence
    from lines
),

described as (
    select
        *,
        {{ safe_bigint(matched('sentence', '([0-9]+) weeks?', 1), 'count') }} as n_weeks,
        {{ safe_double(
            matched('sentence', '([0-9]+(?:[.][0-9]+)?)\\s*%?\\s*[.]?\\s*$', 1), 'percent'
        ) }} as stated_match,
        {{ is_match('sentence', '%\\s*[.]?\\s*$') }} as is_percent
    from named
)

select
    described.event_id,
    described.helper_name,
    badges.n_stars,
    described.n_previous_requests,
    {{ trimmed('described.sentence') }} as sentence,
    described.n_weeks,
    if(
        described.is_percent or described.stated_match >= 1,
        described.stated_match / 100,
        described.stated_match
    ) as topic_match
from described
left join badges
    on described.badge_image = badges.badge_image
