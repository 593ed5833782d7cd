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
    {% for column in ['n_events', 'n_days_active', 'n_sessions', 'active_seconds'] -%}
        coalesce(days.{{ column }}, 0) as {{ column }},
    {% endfor -%}
    activity.mean_gap_seconds,
    activity.sd_gap_seconds,
    activity.max_gap_seconds,
    chapters.n_chapters,
    {% for table, column in [
        ('engagement', 'n_videos_played'), ('days', 'video_seconds_watched'),
        ('days', 'n_problem_attempts'), ('engagement', 'n_problems_attempted'),
        ('engagement', 'n_problems_correct'), ('days', 'n_show_answers'),
        ('days', 'n_forum_posts'), ('days', 'n_forum_votes'),
    ] -%}
        coalesce({{ table }}.{{ column }}, 0) as {{ column }},
    {% endfor -%}
    {% for column in ['os', 'browser', 'device_type', 'language'] -%}
        clients.{{ column }},
    {% endfor -%}
    cast(standing.is_enrolled as integer) as is_active,
    standing.certified_date as cert_created_date,
    {% for name, column in {
        'nplay_video': 'activity.n_plays', 'nvideo': 'activity.n_video_events',
        'nseek_video': 'activity.n_seeks', 'npause_video': 'activity.n_pauses',
        'ntranscript': 'activity.n_transcript_views', 'nseq_goto': 'activity.n_tab_moves',
        'nprogcheck': 'activity.n_progress_checks', 'nforum_events': 'activity.n_forum_events',
        'nforum_threads': 'days.nforum_threads', 'nforum_comments': 'days.nforum_comments',
        'nforum_votes': 'days.nforum_votes', 'n_dt': 'activity.n_short_gaps',
        'sum_dt': 'activity.short_gap_seconds',
        'language_download': 'clients.n_transcript_downloads',
        'language_ndiff': 'clients.n_transcript_languages',
    }.items() -%}
        coalesce({{ column }}, 0) as {{ name }},
    {% endfor -%}
    case when posts.n_posts > 0 then posts.n_endorsed else 0 end as nforum_endorsed,
    case when posts.n_posts > 0 then posts.n_pinned else 0 end as nforum_pinned,
    {% for name, column in {
        'avg_dt': 'activity.mean_short_gap_seconds', 'sdv_dt': 'activity.sd_short_gap_seconds',
        'max_dt': 'activity.max_short_gap_seconds', 'modal_agent': 'clients.modal_agent',
        'ever_mobile': 'clients.ever_mobile', 'ever_desktop': 'clients.ever_desktop',
        'transcript_language': 'clients.transcript_language',
        'language_nevents': 'clients.n_transcript_language_requests',
        'cert_modified_date': 'standing.certificate_modified_date',
        'cert_status': 'standing.certificate_status',
        'verified_enroll_time': 'standing.first_verified_at',
        'verified_unenroll_time': 'standing.last_verified_unenrolled_at',
        'verification_status': 'standing.verification_status',
        'gender': 'learners.gender', 'yob': 'learners.birth_year', 'loe': 'learners.education',
        'profile_country': 'learners.country', 'cc_by_ip': 'clients.country',
        'roles': 'standing.roles',
    }.items() -%}
        {{ column }} as {{ name }},
    {% endfor -%}
    case
        when contents.n_videos > 0
            then least(coalesce(1.0 * engagement.n_videos_played / contents.n_videos, 0), 1)
    end as nvideos_total_watched
from learner_courses
left join learners
    on learner_courses.learner_id = learners.learner_id
left join contents
    on learner_courses.course_id = contents.course_id
{%- for table in [
    'standing', 'chapters', 'activity', 'clients', 'days', 'engagement', 'posts',
] %}
    left join {{ table }}
        on
            learner_courses.learner_id = {{ table }}.learner_id
            and learner_courses.course_id = {{ table }}.course_id
{%- endfor %}
window course as (partition by learner_courses.course_id)
