with
events as (
    select * from {{ ref('int_events_in_scope') }}
),

gaps as (
    select * from {{ ref('int_event_gaps') }}
)

select
    events.platform,
    events.learner_id,
    events.course_id,
    events.activity_date,
    events.area,
    min(events.event_at) as first_event_at,
    max(events.event_at) as last_event_at,
    count(*) as n_events,
    count(gaps.event_id) as n_own_events,
    count(gaps.event_id) filter (where events.event_family <> 'enrollment') as n_active_events,
    coalesce({{ exact_sum(
        'case when gaps.seconds_to_next <= ' ~ var('session_gap_minutes') * 60
        ~ ' then gaps.seconds_to_next end'
    ) }}, 0) as active_seconds,
    count(*) filter (
        where {{ is_problem_attempt('events.event_type', 'events.event_source') }}
    ) as n_problem_checks,
    count(*) filter (where events.event_type = 'show_answer') as n_show_answers,
    count(*) filter (where events.event_type = 'page_progress') as n_progress_checks,
    count(*) filter (
        where events.event_type in ('book', 'textbook_pdf_page_navigated')
    ) as n_textbook_pages,
    count(*) filter (where events.event_type = 'show_transcript') as n_transcript_views,
    count(*) filter (where events.event_family = 'video') as n_video_events,
    count(*) filter (
        where events.event_type = 'play_video' and events.event_source in ('browser', 'mobile')
    ) as n_plays,
    count(*) filter (where events.event_type = 'seek_video') as n_seeks,
    count(*) filter (where events.event_type = 'pause_video') as n_pauses,
    count(*) filter (where events.event_type = 'seq_goto') as n_tab_moves,
    count(*) filter (where events.event_family = 'forum') as n_forum_events,
    count(*) filter (
        where
        events.event_type in ('thread_created', 'response_created', 'comment_created')
        and events.event_source = 'server'
    ) as n_forum_posts,
    count(*) filter (
        where
        events.event_family in ('navigation', 'video', 'problem', 'lecture_use', 'quiz')
        or events.event_type in (
            'page_courseware', 'page_unit', 'page_lecture', 'page_quiz', 'page_assignment'
        )
    ) as n_courseware_events
from ({{ on_local_days('events', 'event_at') }}) as events
left join gaps
    on events.event_id = gaps.event_id
group by
    events.platform, events.learner_id, events.course_id, events.activity_date, events.area
