{{ config(schema='private') }}

with
forum_events as (
    select * from {{ ref('stg_edx__forum_events') }}
),

user_names as (
    select * from {{ ref('stg_edx__user_names') }}
),

salt as (
    select * from {{ ref('stg_pseudonym_salt') }}
),

coursera_votes as (
    select * from {{ of_coursera('stg_coursera__other_export_events') }}
    where kind = 'forum_vote'
),

export_events as (
    select * from {{ of_coursera('int_coursera_export_events') }}
    where event_at is not null
),

coursera_posts as (
    select * from {{ of_coursera('stg_coursera__forum_posts') }}
),

coursera_learners as (
    select * from {{ of_coursera('stg_coursera__learners') }}
)

select
    'edx' as platform,
    forum_events.course_id,
    forum_events.event_id,
    forum_events.event_at,
    forum_events.line_no,
    forum_events.learner_id,
    coalesce(
        user_names.learner_id,
        {{ learner_id('salt.salt', 'edx', 'username', 'forum_events.target_username') }}
    ) as target_learner_id,
    forum_events.target_username,
    forum_events.post_kind,
    forum_events.post_id,
    forum_events.vote_value as direction,
    case when forum_events.is_vote_undone then -1 else 1 end as change
from forum_events
cross join salt
left join user_names
    on {{ edx_account_has_name(
        'user_names', 'forum_events.target_username', 'forum_events.event_at'
    ) }}
where forum_events.action = 'voted' and forum_events.post_kind is not null
union all
select
    'coursera' as platform,
    coursera_votes.course_id,
    export_events.event_id,
    export_events.event_at,
    cast(null as bigint) as line_no,
    export_events.learner_id,
    post_acts.learner_id as target_learner_id,
    coursera_learners.session_user_id as target_username,
    coalesce(coursera_posts.kind, coursera_votes.voted_table) as post_kind,
    coalesce(
        coursera_posts.post_id,
        coursera_votes.course_id || '/' || coursera_votes.voted_table || '/'
        || cast(coursera_votes.voted_id as string)
    ) as post_id,
    case sign(coursera_votes.direction) when 1 then 'up' when -1 then 'down' end as direction,
    1 as change
from coursera_votes
inner join export_events
    on
        coursera_votes.course_id = export_events.course_id
        and coursera_votes.act_key = export_events.act_key
left join coursera_posts
    on
        coursera_votes.course_id = coursera_posts.course_id
        and coursera_votes.voted_table = coursera_posts.source_table
        and coursera_votes.voted_id = coursera_posts.id
left join export_events as post_acts
    on
        coursera_posts.course_id = post_acts.course_id
        and coursera_posts.source_table || '/' || cast(coursera_posts.id as string)
        = post_acts.act_key
left join coursera_learners
    on
        post_acts.course_id = coursera_learners.course_id
        and post_acts.learner_id = coursera_learners.learner_id
