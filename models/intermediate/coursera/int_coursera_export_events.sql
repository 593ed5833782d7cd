{{ config(enabled=var('with_coursera'), schema='private') }}

with
learner_ids as (
    select * from {{ ref('stg_coursera__learner_ids') }}
),

submissions as (
    select * from {{ ref('stg_coursera__submissions') }}
),

forum_posts as (
    select * from {{ ref('stg_coursera__forum_posts') }}
),

other_acts as (
    select * from {{ ref('stg_coursera__other_export_events') }}
),

event_types as (
    select * from {{ ref('coursera_event_types') }}
),

acts as (
    select
        load_id,
        course_id,
        kind,
        kind || '/' || cast(submission_number as string) as act_key,
        id_kind,
        person_id,
        block_id,
        submitted_at as event_at
    from submissions
    union all
    select
        load_id,
        course_id,
        'quiz_start' as kind,
        'quiz_start/' || cast(submission_number as string) as act_key,
        id_kind,
        person_id,
        block_id,
        started_at as event_at
    from submissions
    where started_at is not null
    union all
    select
        load_id,
        course_id,
        case kind when 'comment' then 'forum_comment' else 'forum_' || kind end as kind,
        source_table || '/' || cast(id as string) as act_key,
        id_kind,
        person_id,
        forum_block_id as block_id,
        created_at as event_at
    from forum_posts
    union all
    select
        load_id,
        course_id,
        kind,
        act_key,
        id_kind,
        person_id,
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
    learner_ids.learner_id,
    acts.block_id,
    coalesce(event_types.event_type, acts.kind) as event_type,
    coalesce(event_types.event_family, 'unknown') as event_family,
    event_types.area,
    event_types.observed_as,
    event_types.event_type is not null as is_known
from acts
left join learner_ids
    on
        acts.course_id = learner_ids.course_id
        and acts.id_kind = learner_ids.id_kind
        and acts.person_id = learner_ids.id
left join event_types
    on acts.kind = event_types.pattern
