{{ config(enabled=var('with_coursera')) }}

with
lines as (
    select * from {{ ref('stg_coursera__clickstream_lines') }}
    where fate = 'accepted' and username is not null
),

learner_ids as (
    select * from {{ ref('stg_coursera__learner_ids') }}
    where id_kind <> 'user_id'
),

names as (
    select
        course_id,
        username,
        count(*) as n_events
    from lines
    group by course_id, username
),

courses as (
    select
        course_id,
        count(*) as n_names,
        cast(sum(n_events) as bigint) as n_events
    from names
    group by course_id
),

matches as (
    select
        learner_ids.course_id,
        learner_ids.id_kind,
        count(*) as n_ids,
        count(names.username) as n_names_matched,
        cast(coalesce(sum(names.n_events), 0) as bigint) as n_events_matched
    from learner_ids
    left join names
        on learner_ids.course_id = names.course_id and learner_ids.id = names.username
    group by learner_ids.course_id, learner_ids.id_kind
)

select
    'coursera' as platform,
    courses.course_id,
    matches.id_kind,
    '{{ var("coursera_clickstream_id") }}' in ('any', matches.id_kind) as is_used,
    matches.n_ids,
    courses.n_names,
    matches.n_names_matched,
    matches.n_names_matched / courses.n_names as match_rate,
    courses.n_events,
    matches.n_events_matched
from courses
inner join matches
    on courses.course_id = matches.course_id
