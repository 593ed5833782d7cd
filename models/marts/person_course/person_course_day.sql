{%- set problem_types = {
    'multiplechoice': 'multiplechoiceresponse', 'choice': 'choiceresponse',
    'numerical': 'numericalresponse', 'option': 'optionresponse', 'custom': 'customresponse',
    'string': 'stringresponse', 'mixed': 'mixed', 'forumula': 'formularesponse',
} %}

with
days as (
    select * from {{ ref('fct_person_course_day') }}
),

forum as (
    select * from {{ ref('int_person_day_forum') }}
),

counts as (
    select
        learner_id,
        course_id,
        activity_date,
        {% for column in [
            'n_plays', 'n_forum_events', 'n_tab_moves', 'n_seeks', 'n_pauses',
        ] -%}
            cast(sum({{ column }}) as bigint) as {{ column }},
        {% endfor -%}
        min(first_event_at) as first_event_at,
        max(last_event_at) as last_event_at
    from {{ ref('int_activity_days') }}
    where learner_id is not null
    group by learner_id, course_id, activity_date
),

gaps as (
    select
        learner_id,
        course_id,
        activity_date,
        {{ exact_avg('seconds_since_last') }} as avg_dt,
        {{ stddev_seconds('seconds_since_last') }} as sdv_dt,
        max(seconds_since_last) as max_dt,
        count(*) as n_dt,
        {{ exact_sum('seconds_since_last') }} as sum_dt
    from ({{ on_local_days(ref('int_task_events'), 'event_at') }})
    where seconds_since_last <= {{ var('time_on_task_short_minutes') * 60 }}
    group by learner_id, course_id, activity_date
),

problems as (
    select
        attempts.learner_id,
        attempts.course_id,
        attempts.activity_date,
        {% for name, problem_type in problem_types.items() -%}
            count(*) filter (where types.problem_type = '{{ problem_type }}') as n_{{ name }},
        {% endfor -%}
        count(*) as n_problems
    from {{ ref('fct_module_engagement') }} as attempts
    left join {{ ref('int_problem_types') }} as types
        on
            attempts.course_id = types.course_id
            and attempts.entity_id = types.problem_id
    where attempts.action = 'attempted'
    group by attempts.learner_id, attempts.course_id, attempts.activity_date
)

select
    days.platform,
    cast(null as string) as username,
    days.course_id,
    days.activity_date as date, -- noqa
    days.n_events as nevents,
    days.progress_checks as nprogcheck,
    days.show_answers as nshow_answer,
    coalesce(counts.n_plays, 0) as nvideo,
    days.problem_attempts as nproblem_check,
    coalesce(counts.n_forum_events, 0) as nforum,
    days.transcript_views as ntranscript,
    coalesce(counts.n_tab_moves, 0) as nseq_goto,
    coalesce(counts.n_seeks, 0) as nseek_video,
    coalesce(counts.n_pauses, 0) as npause_video,
    days.videos_played as nvideos_viewed,
    days.video_seconds_watched as nvideos_watched_sec,
    coalesce(forum.n_reads, 0) as nforum_reads,
    days.forum_posts + days.forum_responses + days.forum_comments as nforum_posts,
    coalesce(forum.n_threads, 0) as nforum_threads,
    days.problems_attempted as nproblems_answered,
    days.problem_attempts as nproblems_attempted,
    {% for name in problem_types -%}
        coalesce(problems.n_{{ name }}, 0) as nproblems_{{ name }},
    {% endfor -%}
    coalesce(
        problems.n_problems
        {%- for name in problem_types %}
            - problems.n_{{ name }}
        {%- endfor %},
        0
    ) as nproblems_other,
    counts.first_event_at as first_event,
    counts.last_event_at as last_event,
    gaps.avg_dt,
    gaps.sdv_dt,
    gaps.max_dt,
    coalesce(gaps.n_dt, 0) as n_dt,
    coalesce(gaps.sum_dt, 0) as sum_dt,
    days.learner_id as user_id
from days
left join forum
    on
        days.learner_id = forum.learner_id
        and days.course_id = forum.course_id
        and days.activity_date = forum.activity_date
{%- for table in ['counts', 'gaps', 'problems'] %}
    left join {{ table }}
        on
            days.learner_id = {{ table }}.learner_id
            and days.course_id = {{ table }}.course_id
            and days.activity_date = {{ table }}.activity_date
{%- endfor %}
