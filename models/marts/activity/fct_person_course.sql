with
learner_courses as (
    select * from {{ ref('int_learner_courses') }}
    where is_counted and course_id is not null
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
    select * from {{ ref('int_learner_counts') }}
),

gaps as (
    select * from {{ ref('int_learner_gaps') }}
),

audience as (
    select * from {{ ref('int_learner_devices') }}
),

days as (
    select
        learner_id,
        course_id,
        cast(sum(n_events) as bigint) as n_events,
        count(*) filter (where n_events > 0) as n_days_active,
        cast(sum(n_sessions) as bigint) as n_sessions,
        {{ sum_seconds('active_seconds') }} as active_seconds,
        {{ sum_seconds('video_seconds_watched') }} as video_seconds_watched,
        cast(sum(problem_attempts) as bigint) as n_problem_attempts,
        cast(sum(show_answers) as bigint) as n_show_answers,
        cast(sum(forum_posts + forum_responses + forum_comments) as bigint) as n_forum_posts,
        cast(sum(upvotes_given + downvotes_given) as bigint) as n_forum_votes,
        cast(sum(progress_checks) as bigint) as nprogcheck,
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
    coalesce(2 * chapters.n_chapters >= max(chapters.n_chapters_of_course) over course, false)
        as explored,
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
