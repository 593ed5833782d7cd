{{ config(materialized='view') }}

with
person_courses as (
    select * from {{ ref('fct_person_course') }}
),

roles as (
    select * from {{ ref('int_learner_roles') }}
),

policies as (
    select * from {{ ref('int_grading_policies') }}
),

countries as (
    select * from {{ ref('countries') }}
)

select
    person_courses.platform,
    person_courses.course_id,
    person_courses.learner_id as user_id,
    cast(null as string) as username,
    person_courses.is_registered as registered,
    person_courses.viewed,
    person_courses.explored,
    person_courses.certified,
    person_courses.completed,
    cast(null as string) as ip,
    person_courses.cc_by_ip,
    countries.name as countryLabel, -- noqa
    countries.region as continent,
    cast(null as string) as city,
    cast(null as string) as region,
    cast(null as string) as subdivision,
    cast(null as string) as postalCode, -- noqa
    countries.subregion as un_major_region,
    cast(null as string) as un_economic_group,
    cast(null as string) as un_developing_nation,
    cast(null as string) as un_special_region,
    cast(null as double) as latitude,
    cast(null as double) as longitude,
    person_courses.modal_agent,
    person_courses.ever_mobile,
    person_courses.ever_desktop,
    person_courses.loe as LoE, -- noqa
    person_courses.yob as YoB, -- noqa
    person_courses.gender,
    person_courses.grade,
    policies.passing_grade,
    person_courses.registered_at as start_time,
    person_courses.first_event_at as first_event,
    person_courses.last_event_at as last_event,
    person_courses.n_events as nevents,
    person_courses.n_days_active as ndays_act,
    person_courses.nplay_video,
    person_courses.n_chapters as nchapters,
    person_courses.n_forum_posts as nforum_posts,
    person_courses.nforum_votes,
    person_courses.nforum_endorsed,
    person_courses.nforum_threads,
    person_courses.nforum_comments,
    person_courses.nforum_pinned,
    person_courses.roles, -- noqa
    person_courses.nprogcheck,
    person_courses.n_problem_attempts as nproblem_check,
    person_courses.nforum_events,
    person_courses.mode,
    person_courses.is_active,
    person_courses.cert_created_date,
    person_courses.cert_modified_date,
    person_courses.cert_status,
    person_courses.verified_enroll_time,
    person_courses.verified_unenroll_time,
    person_courses.profile_country,
    cast(null as integer) as y1_anomalous,
    cast(null as string) as email_domain,
    person_courses.transcript_language as language, -- noqa
    person_courses.language_download,
    person_courses.language_nevents,
    person_courses.language_ndiff,
    person_courses.ntranscript,
    person_courses.n_show_answers as nshow_answer,
    person_courses.nvideo,
    person_courses.n_videos_played as nvideos_unique_viewed,
    person_courses.nvideos_total_watched,
    person_courses.nseq_goto,
    person_courses.nseek_video,
    person_courses.npause_video,
    person_courses.avg_dt,
    person_courses.sdv_dt,
    person_courses.max_dt,
    person_courses.n_dt,
    person_courses.sum_dt,
    roles.roles_isbetatester as roles_isBetaTester, -- noqa
    roles.roles_isinstructor as roles_isInstructor, -- noqa
    roles.roles_isstaff as roles_isStaff, -- noqa
    roles.roles_isccx as roles_isCCX, -- noqa
    roles.roles_isfinance as roles_isFinance, -- noqa
    roles.roles_islibrary as roles_isLibrary, -- noqa
    roles.roles_issales as roles_isSales, -- noqa
    roles.forumroles_isadmin as forumRoles_isAdmin, -- noqa
    roles.forumroles_iscommunityta as forumRoles_isCommunityTA, -- noqa
    roles.forumroles_ismoderator as forumRoles_isModerator, -- noqa
    roles.forumroles_isstudent as forumRoles_isStudent -- noqa
from person_courses
left join roles
    on
        person_courses.learner_id = roles.learner_id
        and person_courses.course_id = roles.course_id
left join policies
    on person_courses.course_id = policies.course_id
left join countries
    on person_courses.cc_by_ip = countries.country
