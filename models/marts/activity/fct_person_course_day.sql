with
learner_courses as (
    select * from {{ ref('int_learner_courses') }}
    where is_counted and course_id is not null
),

reporting_dates as (
    select * from {{ ref('int_reporting_dates') }}
),

days as (
    select
        learner_id,
        course_id,
        activity_date,
        cast(sum(n_own_events) as bigint) as n_events,
        cast(sum(n_active_events) as bigint) as n_active_events,
        {{ exact_sum('active_seconds') }} as active_seconds,
        cast(sum(n_textbook_pages) as bigint) as textbook_pages_viewed,
        cast(sum(n_show_answers) as bigint) as show_answers,
        cast(sum(n_transcript_views) as bigint) as transcript_views,
        cast(sum(n_progress_checks) as bigint) as progress_checks
    from {{ ref('int_activity_days') }}
    where learner_id is not null and course_id is not null and n_own_events > 0
    group by learner_id, course_id, activity_date
),

sessions as (
    select
        learner_id,
        course_id,
        activity_date,
        count(*) as n_sessions
    from ({{ on_local_days(ref('int_sessions'), 'started_at', is_counted=true) }})
    group by learner_id, course_id, activity_date
),

problem_days as (
    select
        learner_id,
        course_id,
        activity_date,
        count(*) as problem_attempts,
        count(distinct problem_id) as problems_attempted,
        count(distinct case when is_correct then problem_id end) as problems_correct
    from ({{ on_local_days(ref('int_problem_attempts'), 'attempted_at', is_counted=true) }})
    group by learner_id, course_id, activity_date
),

video_days as (
    select
        learner_id,
        course_id,
        activity_date,
        count(distinct case when event_type = 'play_video' then video_id end) as videos_played,
        count(*) filter (where event_type = 'seek_video' and is_usable) as video_seeks,
        count(*) filter (where event_type = 'pause_video' and is_usable) as video_pauses
    from ({{ on_local_days(ref('int_video_events'), 'event_at', is_counted=true) }})
    group by learner_id, course_id, activity_date
),

watched_days as (
    select
        learner_id,
        course_id,
        activity_date,
        {{ exact_sum('watched_seconds') }} as video_seconds_watched
    from ({{ on_local_days(ref('int_video_segments'), 'closed_at', is_counted=true) }})
    group by learner_id, course_id, activity_date
),

forum_days as (
    select * from {{ ref('int_forum_days') }}
),

subsections as (
    select
        learner_id,
        course_id,
        activity_date,
        url as last_subsection_url
    from ({{ on_local_days(ref('int_learner_events_in_scope'), 'event_at') }})
    where event_type = 'page_courseware' and url like '%/courses/%/courseware/%/%/%'
    qualify
        row_number() over (
            partition by learner_id, course_id, activity_date
            order by event_at desc, line_no desc, event_id desc
        ) = 1
),

-- Votes reach learners on days on which they do nothing themselves.
learner_days as (
    select
        learner_id,
        course_id,
        activity_date
    from days
    union
    select
        learner_id,
        course_id,
        activity_date
    from forum_days
)

select
    learner_courses.platform,
    learner_days.course_id,
    learner_days.learner_id,
    learner_days.activity_date,
    coalesce(days.n_events, 0) as n_events,
    coalesce(days.n_active_events, 0) as n_active_events,
    coalesce(sessions.n_sessions, 0) as n_sessions,
    coalesce(days.active_seconds, 0) as active_seconds,
    coalesce(problem_days.problem_attempts, 0) as problem_attempts,
    coalesce(problem_days.problems_attempted, 0) as problems_attempted,
    coalesce(problem_days.problems_correct, 0) as problems_correct,
    coalesce(video_days.videos_played, 0) as videos_played,
    coalesce(watched_days.video_seconds_watched, 0) as video_seconds_watched,
    coalesce(video_days.video_seeks, 0) as video_seeks,
    coalesce(video_days.video_pauses, 0) as video_pauses,
    coalesce(forum_days.forum_posts, 0) as forum_posts,
    coalesce(forum_days.forum_responses, 0) as forum_responses,
    coalesce(forum_days.forum_comments, 0) as forum_comments,
    coalesce(forum_days.upvotes_given, 0) as upvotes_given,
    coalesce(forum_days.downvotes_given, 0) as downvotes_given,
    coalesce(forum_days.upvotes_received, 0) as upvotes_received,
    coalesce(forum_days.downvotes_received, 0) as downvotes_received,
    coalesce(days.textbook_pages_viewed, 0) as textbook_pages_viewed,
    coalesce(days.show_answers, 0) as show_answers,
    coalesce(days.transcript_views, 0) as transcript_views,
    coalesce(days.progress_checks, 0) as progress_checks,
    subsections.last_subsection_url
from learner_days
inner join learner_courses
    on
        learner_days.learner_id = learner_courses.learner_id
        and learner_days.course_id = learner_courses.course_id
inner join reporting_dates
    on
        learner_days.course_id = reporting_dates.course_id
        and learner_days.activity_date
        between reporting_dates.first_date and reporting_dates.last_date
{%- for table in [
    'days', 'sessions', 'problem_days', 'video_days', 'watched_days', 'forum_days', 'subsections',
] %}
    left join {{ table }}
        on
            learner_days.learner_id = {{ table }}.learner_id
            and learner_days.course_id = {{ table }}.course_id
            and learner_days.activity_date = {{ table }}.activity_date
{%- endfor %}
