with
requests as (
    select * from {{ ref('stg_quickhelper__requests') }}
),

excluded_users as (
    select * from {{ ref('quickhelper_excluded_users') }}
),

help_words as (
    select * from {{ ref('quickhelper_help_words') }}
),

help_seeking as (
    select
        requests.event_id,
        bool_or(
            contains(lower(requests.title || ' ' || requests.body), lower(help_words.word))
        ) as is_help_seeking,
        bool_or(
            contains(requests.title || ' ' || requests.body, help_words.word)
        ) as is_help_seeking_as_written
    from requests
    cross join help_words
    group by requests.event_id
),

ordered as (
    select
        *,
        {{ local_day('requested_at') }} as requested_date,
        cast(length(body) as bigint) as n_body_characters,
        row_number() over (
            partition by instance_id order by requested_at desc, line_no desc, event_id desc
        ) as recency
    from requests
)

select
    ordered.event_id,
    ordered.file_id,
    ordered.line_no,
    ordered.requested_at,
    ordered.instance_id,
    ordered.learner_id,
    ordered.helper0_learner_id,
    ordered.helper1_learner_id,
    ordered.helper2_learner_id,
    ordered.version,
    ordered.is_badge,
    ordered.is_irrelevant_sentence,
    ordered.is_voting,
    ordered.is_anon_image,
    ordered.is_username,
    help_seeking.is_help_seeking,
    help_seeking.is_help_seeking_as_written,
    cast(length(ordered.title) as bigint) as n_title_characters,
    ordered.n_body_characters,
    {{ surrogate_id(['ordered.learner_id', 'ordered.title']) }} as titled_id,
    {{ surrogate_id(['ordered.learner_id', 'ordered.title', 'ordered.requested_date']) }}
        as question_id,
    case
        when ordered.instance_id is null or ordered.user_id is null then 'placeholder'
        when ordered.recency > 1 then 'repeated'
        when excluded_users.reason is not null then excluded_users.reason
        when ordered.user_id < {{ var('quickhelper_min_user_id') }} then 'test_user'
        when not {{ in_quickhelper_dates('ordered.requested_at') }} then 'out_of_dates'
        when
            ordered.n_body_characters < {{ var('quickhelper_min_body_characters') }}
            then 'short_body'
    end as reason_set_aside
from ordered
inner join help_seeking
    on ordered.event_id = help_seeking.event_id
left join excluded_users
    on ordered.user_id = excluded_users.user_id
