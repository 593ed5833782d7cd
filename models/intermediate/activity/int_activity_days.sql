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
    {% for column, events_counted in {
        'n_problem_checks': is_problem_attempt('events.event_type', 'events.event_source'),
        'n_show_answers': "events.event_type = 'show_answer'",
        'n_progress_checks': "events.event_type = 'page_progress'",
        'n_textbook_pages': "events.event_type in ('book', 'textbook_pdf_page_navigated')",
        'n_transcript_views': "events.event_type = 'show_transcript'",
        'n_video_events': "events.event_family = 'video'",
        'n_plays': "events.event_type = 'play_video' and events.event_source in ('browser', 'mobile')",
        'n_seeks': "events.event_type = 'seek_video'",
        'n_pauses': "events.event_type = 'pause_video'",
        'n_tab_moves': "events.event_type = 'seq_goto'",
        'n_forum_events': "events.event_family = 'forum'",
        'n_forum_posts': "events.event_type in ('thread_created', 'response_created', "
            ~ "'comment_created') and events.event_source = 'server'",
    }.items() -%}
        count(*) filter (where {{ events_counted }}) as {{ column }},
    {% endfor -%}
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
