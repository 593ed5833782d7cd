{{ config(schema='private') }}

with
learners as (
    select * from {{ ref('stg_coursera__learners') }}
),

submissions as (
    select * from {{ ref('stg_coursera__submissions') }}
),

forum_posts as (
    select * from {{ ref('stg_coursera__forum_posts') }}
),

other_acts as (
    select * from {{ ref('stg_coursera__acts') }}
),

event_types as (
    select * from {{ ref('coursera_event_types') }}
),

acts as (
    select
        load_id,
        course_id,
        kind,
        kind || '/' || cast(submission_number as varchar) as act_key,
        session_user_id,
        cast(null as varchar) as forum_user_id,
        cast(null as bigint) as user_id,
        block_id,
        submitted_at as event_at
    from submissions
    union all
    select
        load_id,
        course_id,
        case kind when 'comment' then 'forum_comment' else 'forum_' || kind end as kind,
        source_table || '/' || cast(id as varchar) as act_key,
        null as session_user_id,
        forum_user_id,
        user_id,
        forum_block_id as block_id,
        created_at as event_at
    from forum_posts
    union all
    select
        load_id,
        course_id,
        kind,
        act_key,
        session_user_id,
        forum_user_id,
        user_id,
        block_id,
        event_at
    from other_acts
)

select
    acts.load_id,
    acts.course_id,
    md5('coursera/' || acts.course_id || '/' || acts.act_key) as event_id,
    acts.kind,
    acts.act_key,
    acts.event_at,
    coalesce(by_session.learner_id, by_forum.learner_id, by_number.learner_id) as learner_id,
    acts.block_id,
    coalesce(event_types.event_type, acts.kind) as event_type,
    coalesce(event_types.event_family, 'unknown') as event_family,
    event_types.area,
    event_types.observed_as,
    event_types.event_type is not null as is_known
from acts
left join learners as by_session
    on
        acts.course_id = by_session.course_id
        and acts.session_user_id = by_session.session_user_id
left join learners as by_forum
    on acts.course_id = by_forum.course_id and acts.forum_user_id = by_forum.forum_user_id
left join learners as by_number
    on acts.course_id = by_number.course_id and acts.user_id = by_number.user_id
left join event_types
    on acts.kind = event_types.pattern
