with
lines as (
    select * from {{ ref('stg_quickhelper__lines') }}
    where log = 'user' and fate = 'accepted'
),

salt as (
    select * from {{ ref('stg_pseudonym_salt') }}
),

named as (
    select
        *,
        {{ safe_id(quickhelper_field(1)) }} as user_id,
        {%- for i in range(3) %}
            {{ safe_id(quickhelper_field(8 + i)) }} as helper{{ i }}_user_id,
        {%- endfor %}
        {{ quickhelper_id(quickhelper_field(2)) }} as instance_id
    from lines
)

select
    named.event_id,
    named.file_id,
    named.line_no,
    named.event_at as requested_at,
    named.instance_id,

    -- who
    named.user_id,
    {{ quickhelper_learner_id('named.user_id') }} as learner_id,
    {%- for i in range(3) %}
        named.helper{{ i }}_user_id,
        {{ quickhelper_learner_id('named.helper' ~ i ~ '_user_id') }} as helper{{ i }}_learner_id,
    {%- endfor %}
    case
        when greatest(named.helper0_user_id, named.helper1_user_id, named.helper2_user_id) > 0
            then 'student'
        when
            coalesce(
                named.helper0_user_id, named.helper1_user_id, named.helper2_user_id
            ) is not null
            then 'TA'
    end as version,

    -- what was shown
    {{ quickhelper_flag(quickhelper_field(3)) }} as is_badge,
    {{ quickhelper_flag(quickhelper_field(4)) }} as is_irrelevant_sentence,
    {{ quickhelper_flag(quickhelper_field(5)) }} as is_voting,
    {{ quickhelper_flag(quickhelper_field(6)) }} as is_anon_image,
    {{ quickhelper_flag(quickhelper_field(7)) }} as is_username,

    -- what was asked
    {{ quickhelper_field(11) }} as title,
    {{ quickhelper_field(12) }} as body,
    {{ trimmed(quickhelper_field(13)) }} as url
from named
cross join salt
