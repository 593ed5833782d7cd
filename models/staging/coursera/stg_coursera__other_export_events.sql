{{ config(enabled=var('with_coursera'), schema='private') }}

with
lecture_uses as (
    {{ coursera_rows('lecture_submission_metadata', 'submission_time') }}
),

votes as (
    {{ coursera_rows('forum_reputation_record', 'forum_user_id') }}
),

reads as (
    {{ coursera_rows('forum_reads', 'read_at') }}
),

wiki_revisions as (
    {{ coursera_rows('wiki_revisions', 'timestamp') }}
)

select
    load_id,
    course_id,
    'lecture_' || coalesce({{ trimmed('action') }}, 'view') as kind,
    'lecture_use/' || {{ coursera_row_key('lecture_submission_metadata') }} as act_key,
    'session_user_id' as id_kind,
    {{ coursera_session_user_id() }} as person_id,
    'lecture/' || cast(item_id as string) as block_id,
    cast(null as string) as voted_table,
    cast(null as bigint) as voted_id,
    cast(null as bigint) as direction,
    {{ epoch_timestamp('submission_time') }} as event_at
from lecture_uses
union all
select
    load_id,
    course_id,
    'forum_vote' as kind,
    'forum_vote/' || {{ coursera_row_key('forum_reputation_record') }} as act_key,
    {{ coursera_forum_id_kind() }} as id_kind,
    {{ coursera_forum_person_id() }} as person_id,
    null as block_id,
    {{ trimmed('type') }} as voted_table,
    pc_id as voted_id,
    direction,
    {{ epoch_timestamp('timestamp') }} as event_at
from votes
union all
select
    load_id,
    course_id,
    case when thread_id is null then 'forum_read_all' else 'forum_read' end as kind,
    'forum_read/' || {{ coursera_row_key('forum_reads') }} as act_key,
    'user_id' as id_kind,
    cast(user_id as string) as person_id,
    coalesce('thread/' || cast(thread_id as string), 'forum/' || cast(forum_id as string))
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
    'wiki_revision/' || {{ coursera_row_key('wiki_revisions') }} as act_key,
    'session_user_id' as id_kind,
    {{ coursera_session_user_id() }} as person_id,
    'wiki/' || cast(page_id as string) as block_id,
    null as voted_table,
    null as voted_id,
    null as direction,
    {{ epoch_timestamp('timestamp') }} as event_at
from wiki_revisions
