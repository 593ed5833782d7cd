with
learner_courses as (
    select * from {{ ref('int_learner_courses') }}
    where is_counted and course_id is not null
),

learners as (
    select * from {{ ref('dim_learners') }}
),

contents as (
    select * from {{ ref('int_course_content_counts') }}
),

standing as (
    select * from {{ ref('int_person_course_standing') }}
),

chapters as (
    select * from {{ ref('int_learner_chapters') }}
),

activity as (
    select * from {{ ref('int_person_course_activity') }}
),

clients as (
    select * from {{ ref('int_person_course_clients') }}
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
),

posts as (
    select * from {{ ref('int_person_course_posts') }}
)

select
    learner_courses.platform,
    learner_courses.course_id,
    learner_courses.learner_id,
    standing.first_enrolled_at as registered_at,
    standing.mode,
    coalesce(standing.is_registered, false) as is_registered,
    coalesce(activity.n_courseware_events, 0) > 0 as viewed,
    2 * chapters.n_chapters >= chapters.n_chapters_of_course as explored,
    case
        when bool_or(standing.passed is not null) over course
            then coalesce(standing.passed, false)
    end as completed,
    case
        when bool_or(standing.is_certified is not null) over course
            then coalesce(standing.is_certified, false)
    end as certified,
    standing.percent as grade,
    activity.first_event_at,
    activity.last_event_at,
    coalesce(days.n_events, 0) as n_events,
    coalesce(days.n_days_active, 0) as n_days_active,
    coalesce(days.n_sessions, 0) as n_sessions,
    coalesce(days.active_seconds, 0) as active_seconds,
    activity.mean_gap_seconds,
    activity.sd_gap_seconds,
    activity.max_gap_seconds,
    chapters.n_chapters,
    coalesce(engagement.n_videos_played, 0) as n_videos_played,
    coalesce(days.video_seconds_watched, 0) as video_seconds_watched,
    coalesce(days.n_problem_attempts, 0) as n_problem_attempts,
    coalesce(engagement.n_problems_attempted, 0) as n_problems_attempted,
    coalesce(engagement.n_problems_correct, 0) as n_problems_correct,
    coalesce(days.n_show_answers, 0) as n_show_answers,
    coalesce(days.n_forum_posts, 0) as n_forum_posts,
    coalesce(days.n_forum_votes, 0) as n_forum_votes,
    clients.os,
    clients.browser,
    clients.device_type,
    clients.language,
    cast(standing.is_enrolled as integer) as is_active,
    standing.certified_date as cert_created_date,
    coalesce(activity.n_plays, 0) as nplay_video,
    coalesce(activity.n_video_events, 0) as nvideo,
    coalesce(activity.n_seeks, 0) as nseek_video,
    coalesce(activity.n_pauses, 0) as npause_video,
    coalesce(activity.n_transcript_views, 0) as ntranscript,
    coalesce(activity.n_tab_moves, 0) as nseq_goto,
    coalesce(activity.n_progress_checks, 0) as nprogcheck,
    coalesce(activity.n_forum_events, 0) as nforum_events,
    coalesce(days.nforum_threads, 0) as nforum_threads,
    coalesce(days.nforum_comments, 0) as nforum_comments,
    coalesce(days.nforum_votes, 0) as nforum_votes,
    coalesce(activity.n_short_gaps, 0) as n_dt,
    coalesce(activity.short_gap_seconds, 0) as sum_dt,
    coalesce(clients.n_transcript_downloads, 0) as language_download,
    coalesce(clients.n_transcript_languages, 0) as language_ndiff,
    case when posts.n_posts > 0 then posts.n_endorsed else 0 end as nforum_endorsed,
    case when posts.n_posts > 0 then posts.n_pinned else 0 end as nforum_pinned,
    activity.mean_short_gap_seconds as avg_dt,
    activity.sd_short_gap_seconds as sdv_dt,
    activity.max_short_gap_seconds as max_dt,
    clients.modal_agent,
    clients.ever_mobile,
    clients.ever_desktop,
    clients.transcript_language,
    clients.n_transcript_language_requests as language_nevents,
    standing.certificate_modified_date as cert_modified_date,
    standing.certificate_status as cert_status,
    standing.first_verified_at as verified_enroll_time,
    standing.last_verified_unenrolled_at as verified_unenroll_time,
    standing.verification_status,
    learners.gender,
    learners.birth_year as yob,
    learners.education as loe,
    learners.country as profile_country,
    clients.country as cc_by_ip,
    standing.roles,
    least(coalesce(engagement.n_videos_played, 0), contents.n_videos)
    / nullif(cast(contents.n_videos as double), 0) as nvideos_total_watched
from learner_courses
left join learners
    on learner_courses.learner_id = learners.learner_id
left join contents
    on learner_courses.course_id = contents.course_id
{%- for table in ['standing', 'chapters', 'activity', 'clients', 'days', 'engagement', 'posts'] %}
    left join {{ table }}
        on
            learner_courses.learner_id = {{ table }}.learner_id
            and learner_courses.course_id = {{ table }}.course_id
{%- endfor %}
window course as (partition by learner_courses.course_id)
