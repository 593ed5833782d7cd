{%- set counts = [
    'problems_attempted', 'problems_completed', 'videos_viewed', 'discussion_contributions',
] %}
{%- set ratio = 'problem_attempts_per_completed' %}

with
person_courses as (
    select *
    from ({{ on_local_days(ref('fct_person_course'), 'registered_at', 'registered_date') }})
),

courses as (
    select * from {{ ref('dim_courses') }}
),

reporting_dates as (
    select * from {{ ref('int_reporting_dates') }}
),

due_work as (
    select * from {{ ref('fct_due_work') }}
),

recent_engagement as (
    select * from {{ ref('fct_recent_engagement') }}
),

high_bounds as (
    select
        course_id,
        {% for metric in [ratio] + counts -%}
            max(high_from) filter (where metric = '{{ metric }}') as {{ metric }}
            {%- if not loop.last %},{% endif %}
        {% endfor %}
    from {{ ref('rpt_engagement_ranges') }}
    group by course_id
),

active_days as (
    select
        days.learner_id,
        days.course_id,
        max(days.activity_date) as last_active_date
    from {{ ref('fct_person_course_day') }} as days
    inner join reporting_dates
        on
            days.course_id = reporting_dates.course_id
            and days.activity_date <= reporting_dates.as_of_date
    where days.n_active_events > 0
    group by days.learner_id, days.course_id
),

states as (
    select
        person_courses.platform,
        person_courses.course_id,
        person_courses.learner_id,
        reporting_dates.as_of_date,
        coalesce(reporting_dates.as_of_date >= courses.start_date, true)
        and coalesce(reporting_dates.as_of_date <= courses.end_date, true) as is_running,
        person_courses.is_active = 1 as is_enrolled,
        coalesce(person_courses.completed, false) as has_passed,
        active_days.last_active_date,
        cast({{ seconds_between(
            'coalesce(active_days.last_active_date, person_courses.registered_date)',
            'reporting_dates.as_of_date',
        ) }} / 86400 as bigint) as n_days_inactive,
        due_work.share_done as share_of_due_work
    from person_courses
    left join reporting_dates
        on person_courses.course_id = reporting_dates.course_id
    left join courses
        on person_courses.course_id = courses.course_id
    {%- for table in ['active_days', 'due_work'] %}
        left join {{ table }}
            on
                person_courses.learner_id = {{ table }}.learner_id
                and person_courses.course_id = {{ table }}.course_id
    {%- endfor %}
)

select
    states.platform,
    states.course_id,
    states.learner_id,
    states.as_of_date,
    states.is_running,
    states.is_enrolled,
    states.last_active_date,
    states.n_days_inactive,
    states.share_of_due_work,
    {% for metric in ['problem_attempts'] + counts -%}
        coalesce(recent_engagement.{{ metric }}, 0) as {{ metric }},
    {% endfor -%}
    coalesce(states.last_active_date > states.as_of_date - interval 7 day, false)
        as is_active_last_7_days,
    case
        when states.has_passed then false
        when states.is_running and coalesce(states.is_enrolled, true)
            then
                states.n_days_inactive >= {{ var('at_risk_inactive_days') }}
                and coalesce(states.share_of_due_work < {{ var('at_risk_due_share') }}, true)
    end as is_at_risk,
    -- Learners without a completed problem are compared as if they had one.
    case
        when coalesce(recent_engagement.problem_attempts, 0) = 0 then false
        else
            recent_engagement.problem_attempts > recent_engagement.problems_completed
            and recent_engagement.problem_attempts
            >= high_bounds.{{ ratio }} * greatest(recent_engagement.problems_completed, 1)
    end as is_struggling,
    {% for metric in counts -%}
        coalesce(
            recent_engagement.{{ metric }} > 0
            and recent_engagement.{{ metric }} >= high_bounds.{{ metric }},
            false
        ){{ ' as is_highly_engaged' if loop.last else ' or' }}
    {% endfor %}
from states
left join recent_engagement
    on
        states.learner_id = recent_engagement.learner_id
        and states.course_id = recent_engagement.course_id
left join high_bounds
    on states.course_id = high_bounds.course_id
