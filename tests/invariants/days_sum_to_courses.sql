-- The days of a learner sum to the numbers of the course and of the sessions.
with
courses as (
    select * from {{ ref('fct_person_course') }}
),

days as (
    select
        learner_id,
        course_id,
        sum(n_events) as n_events,
        sum(n_sessions) as n_sessions,
        sum(active_seconds) as active_seconds,
        sum(problem_attempts) as n_problem_attempts
    from {{ ref('fct_person_course_day') }}
    group by learner_id, course_id
),

sessions as (
    select
        learner_id,
        course_id,
        count(*) as n_sessions,
        sum(seconds) as seconds,
        sum(n_events) as n_events
    from {{ ref('fct_sessions') }}
    where course_id is not null
    group by learner_id, course_id
),

attempts as (
    select
        learner_id,
        course_id,
        count(*) as n_problem_attempts
    from {{ ref('fct_problem_attempts') }}
    group by learner_id, course_id
)

select
    courses.learner_id,
    courses.course_id
from courses
left join days
    on courses.learner_id = days.learner_id and courses.course_id = days.course_id
{%- for part in ['sessions', 'attempts'] %}
    left join {{ part }}
        on courses.learner_id = {{ part }}.learner_id and courses.course_id = {{ part }}.course_id
{%- endfor %}
where
    courses.n_events <> coalesce(days.n_events, 0)
    or courses.n_sessions <> coalesce(sessions.n_sessions, 0)
    or courses.n_problem_attempts <> coalesce(attempts.n_problem_attempts, 0)
    {%- if not var('restrict_to_course_dates') %}
        or courses.n_events <> coalesce(sessions.n_events, 0)
        or abs(courses.active_seconds - coalesce(sessions.seconds, 0)) > 0.001
    {%- endif %}
