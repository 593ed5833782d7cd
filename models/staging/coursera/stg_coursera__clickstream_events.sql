{{ config(enabled=var('with_coursera'), materialized='table') }}

with
lines as (
    select * from {{ ref('stg_coursera__clickstream_lines') }}
    where fate = 'accepted'
),

-- Sessions differ in which id their clickstream names people by.
learner_ids as (
    select
        course_id,
        id,
        min(learner_id) as learner_id
    from {{ ref('stg_coursera__learner_ids') }}
    where
        id_kind <> 'user_id'
        and '{{ var("coursera_clickstream_id") }}' in ('any', id_kind)
    group by course_id, id
    having count(distinct learner_id) = 1
),

wiki_pages as (
    select
        course_id,
        {{ url_decoded(trimmed('canonical_name')) }} as canonical_name,
        min(id) as id
    from {{ source('raw_coursera', 'wiki_pages') }}
    group by course_id, {{ url_decoded(trimmed('canonical_name')) }}
),

salt as (
    select * from {{ ref('stg_pseudonym_salt') }}
),

event_types as (
    select * from {{ ref('coursera_event_types') }}
),

parsed as (
    select
        *,
        case
            when key = 'user.video.lecture.action' and {{ is_json('value') }}
                then {{ json_fields('value', [
                    'type', 'currentTime', 'prevTime', 'playbackRate', 'lectureID',
                ]) }}
        end as action,
        {{ coursera_path('page_url') }} as path
    from lines
),

shaped as (
    select
        *,
        {{ coursera_wiki_page('page_url', 'path') }} as wiki_page,
        case
            when key = 'pageview' then {{ coursera_route('path') }}
            else {{ trimmed('action.type') }}
        end as shape,
        {{ public_event_type('key') }} as raw_event_type
    from parsed
)

select
    shaped.event_id,
    shaped.load_id,
    shaped.file_id,
    shaped.line_no,
    shaped.event_at,
    coalesce(
        learner_ids.learner_id,
        {{ learner_id('salt.salt', 'coursera', 'session_user_id', 'shaped.username') }}
    ) as learner_id,
    shaped.course_id,
    coalesce(
        event_types.event_type,
        {{ public_event_type('shaped.shape') }},
        shaped.raw_event_type
    ) as event_type,
    coalesce(
        event_types.event_family,
        case when shaped.key = 'user.video.lecture.action' then 'video' else 'unknown' end
    ) as event_family,
    event_types.area,
    event_types.observed_as,
    event_types.event_type is not null as is_known,
    shaped.raw_event_type,
    {{ coursera_public_url('shaped.page_url') }} as url,
    {{ coursera_host('shaped.page_url') }} as host,
    coalesce(
        'lecture/'
        || {{ matched('shaped.action.lectureID', '^\\s*0*([0-9]{1,18})(?:[.]0+)?\\s*$', 1) }},
        {{ coursera_block_id('shaped.page_url') }},
        'wiki/' || coalesce(
            cast(wiki_pages.id as string), {{ coursera_public_wiki_name('shaped.wiki_page') }}
        )
    ) as block_id,
    shaped.session_key,
    {{ safe_double('shaped.action.currentTime', 'video_seconds') }} as position_seconds,
    {{ safe_double('shaped.action.prevTime', 'video_seconds') }} as previous_position_seconds,
    {{ safe_double('shaped.action.playbackRate', 'playback_rate') }} as playback_rate,
    shaped.user_agent,
    shaped.accept_language,
    shaped.screen_resolution
from shaped
cross join salt
left join learner_ids
    on shaped.course_id = learner_ids.course_id and shaped.username = learner_ids.id
left join wiki_pages
    on shaped.course_id = wiki_pages.course_id and shaped.wiki_page = wiki_pages.canonical_name
left join event_types
    on shaped.shape = event_types.pattern
