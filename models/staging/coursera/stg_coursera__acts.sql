{{ config(schema='private') }}

with
lecture_uses as (
    select * from {{ source('raw_coursera', 'lecture_submission_metadata') }}
),

votes as (
    select * from {{ source('raw_coursera', 'forum_reputation_record') }}
),

reads as (
    select * from {{ source('raw_coursera', 'forum_reads') }}
),

wiki_revisions as (
    select * from {{ source('raw_coursera', 'wiki_revisions') }}
)

select
    load_id,
    course_id,
    'lecture_' || coalesce(action, 'view') as kind,
    'lecture_use/' || cast(id as varchar) as act_key,
    'session_user_id' as id_kind,
    coalesce(session_user_id, anon_user_id) as person_id,
    'lecture/' || cast(item_id as varchar) as block_id,
    cast(null as varchar) as voted_table,
    cast(null as bigint) as voted_id,
    cast(null as bigint) as direction,
    {{ epoch_timestamp('submission_time') }} as event_at
from lecture_uses
union all
-- The same person may vote for a post, take it back and vote again: time is part of the key.
select distinct
    load_id,
    course_id,
    'forum_vote' as kind,
    'forum_vote/' || coalesce(forum_user_id, cast(user_id as varchar), '') || '/'
    || coalesce(type, '') || '/' || coalesce(cast(pc_id as varchar), '') || '/'
    || coalesce(cast(timestamp as varchar), '') || '/' || coalesce(cast(direction as varchar), '')
        as act_key,
    case when forum_user_id is null then 'user_id' else 'forum_user_id' end as id_kind,
    coalesce(forum_user_id, cast(user_id as varchar)) as person_id,
    null as block_id,
    type as voted_table,
    pc_id as voted_id,
    direction,
    {{ epoch_timestamp('timestamp') }} as event_at
from votes
union all
select
    load_id,
    course_id,
    case when thread_id is null then 'forum_read_all' else 'forum_read' end as kind,
    'forum_read/' || cast(forum_id as varchar) || '/' || cast(user_id as varchar) || '/'
    || coalesce(cast(thread_id as varchar), 'all') as act_key,
    'user_id' as id_kind,
    cast(user_id as varchar) as person_id,
    coalesce('thread/' || cast(thread_id as varchar), 'forum/' || cast(forum_id as varchar))
        as block_id,
    null as voted_table,
    null as voted_id,
    null as direction,
    {{ epoch_timestamp('read_at') }} as event_at
from reads
union all
select
    load_id,
    course_id,
    'wiki_edit' as kind,
    'wiki_revision/' || cast(id as varchar) as act_key,
    'session_user_id' as id_kind,
    coalesce(session_user_id, anon_user_id) as person_id,
    'wiki/' || cast(page_id as varchar) as block_id,
    null as voted_table,
    null as voted_id,
    null as direction,
    {{ epoch_timestamp('timestamp') }} as event_at
from wiki_revisions
