with
learner_courses as (
    select * from {{ ref('int_learner_courses') }}
    where is_counted and course_id is not null
),

courses as (
    select * from {{ ref('int_courses') }}
),

enrollments as (
    select * from {{ ref('int_enrollments') }}
),

chapters as (
    select * from {{ ref('int_learner_chapters') }}
),

grades as (
    select * from {{ ref('int_grades') }}
    where scope = 'course'
),

counts as (
    select
        learner_id,
        course_id,
        min(first_event_at) as first_event_at,
        max(last_event_at) as last_event_at,
        {% for count in [
            'n_courseware_events', 'n_plays', 'n_video_events', 'n_seeks', 'n_pauses',
            'n_transcript_views', 'n_tab_moves', 'n_forum_events',
        ] -%}
            cast(sum({{ count }}) as bigint) as {{ count }},
        {% endfor -%}
        cast(sum(n_progress_checks) as bigint) as n_progress_checks
    from {{ ref('int_activity_days') }}
    group by learner_id, course_id
),

gaps as (
    select * from {{ ref('int_learner_event_gap_stats') }}
),

devices as (
    select * from {{ ref('int_learner_devices') }}
),

days as (
    select
        learner_id,
        course_id,
        cast(sum(n_events) as bigint) as n_events,
        count(*) filter (where n_events > 0) as n_days_active,
        cast(sum(n_sessions) as bigint) as n_sessions,
        {{ exact_sum('active_seconds') }} as active_seconds,
        {{ exact_sum('video_seconds_watched') }} as video_seconds_watched,
        cast(sum(problem_attempts) as bigint) as n_problem_attempts,
        cast(sum(show_answers) as bigint) as n_show_answers,
        cast(sum(forum_posts + forum_responses + forum_comments) as bigint) as n_forum_posts,
        cast(sum(upvotes_given + downvotes_given) as bigint) as n_forum_votes,
        cast(sum(forum_posts) as bigint) as nforum_threads,
        cast(sum(forum_responses + forum_comments) as bigint) as nforum_comments,
        cast(sum(upvotes_received + downvotes_received) as bigint) as nforum_votes
    from {{ ref('fct_person_course_day') }}
    group by learner_id, course_id
),

engagement as (
    select
        learner_id,
        course_id,
        count(distinct case when action = 'viewed' then entity_id end) as n_videos_played,
        count(distinct case when action = 'attempted' then entity_id end) as n_problems_attempted,
        count(distinct case when action = 'completed' then entity_id end) as n_problems_correct
    from {{ ref('fct_module_engagement') }}
    group by learner_id, course_id
)

select
    learner_courses.platform,
    learner_courses.course_id,
    learner_courses.learner_id,
    enrollments.first_enrolled_at as registered_at,
    enrollments.mode,
    enrollments.learner_id is not null as is_registered,
    coalesce(counts.n_courseware_events, 0) > 0 as viewed,
    2 * chapters.n_chapters >= chapters.n_chapters_of_course as explored,
    case
        when bool_or(grades.passed is not null) over course then coalesce(grades.passed, false)
    end as completed,
    case
        when bool_or(grades.is_certified is not null) over course
            then coalesce(grades.is_certified, false)
    end as certified,
    grades.percent as grade,
    counts.first_event_at,
    counts.last_event_at,
    {% for column in ['n_events', 'n_days_active', 'n_sessions', 'active_seconds'] -%}
        coalesce(days.{{ column }}, 0) as {{ column }},
    {% endfor -%}
    gaps.mean_gap_seconds,
    gaps.sd_gap_seconds,
    gaps.max_gap_seconds,
    chapters.n_chapters,
    {% for table, columns in {
        'engagement': ['n_videos_played'],
        'days': ['video_seconds_watched', 'n_problem_attempts'],
        'engagement ': ['n_problems_attempted', 'n_problems_correct'],
        'days ': ['n_show_answers', 'n_forum_posts', 'n_forum_votes'],
    }.items() -%}
        {% for column in columns -%}
            coalesce({{ table | trim }}.{{ column }}, 0) as {{ column }},
        {% endfor -%}
    {% endfor -%}
    devices.os,
    devices.browser,
    devices.device_type,
    devices.language,
    cast(enrollments.is_enrolled as integer) as is_active,
    {{ local_day('grades.certified_at', 'courses.time_zone') }} as cert_created_date,
    {% for name, column in {
        'nplay_video': 'counts.n_plays', 'nvideo': 'counts.n_video_events',
        'nseek_video': 'counts.n_seeks', 'npause_video': 'counts.n_pauses',
        'ntranscript': 'counts.n_transcript_views', 'nseq_goto': 'counts.n_tab_moves',
        'nprogcheck': 'counts.n_progress_checks', 'nforum_events': 'counts.n_forum_events',
        'nforum_threads': 'days.nforum_threads', 'nforum_comments': 'days.nforum_comments',
    }.items() -%}
        coalesce({{ column }}, 0) as {{ name }},
    {% endfor -%}
    coalesce(days.nforum_votes, 0) as nforum_votes
from learner_courses
left join courses
    on learner_courses.course_id = courses.course_id
left join enrollments
    on
        learner_courses.learner_id = enrollments.learner_id
        and learner_courses.course_id = enrollments.course_id
{%- for table in [
    'chapters', 'grades', 'counts', 'gaps', 'devices', 'days', 'engagement',
] %}
    left join {{ table }}
        on
            learner_courses.learner_id = {{ table }}.learner_id
            and learner_courses.course_id = {{ table }}.course_id
{%- endfor %}
window course as (partition by learner_courses.course_id)
