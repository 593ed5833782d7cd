{%- set dimensions = ['gender', 'birth_year', 'education'] %}

with
enrollment_days as (
    select * from {{ ref('int_enrollment_days') }}
),

profiles as (
    select * from {{ ref('int_learner_profiles') }}
),

reporting_dates as (
    select * from {{ ref('int_reporting_dates') }}
),

learner_values as (
    {%- for dimension in dimensions %}
        select
            learner_id,
            '{{ dimension }}' as dimension,
            cast({{ dimension }} as string) as value
        from profiles
        {{ 'union all' if not loop.last }}
    {%- endfor %}
),

changes as (
    select
        enrollment_days.platform,
        enrollment_days.course_id,
        learner_values.dimension,
        learner_values.value,
        enrollment_days.enrollment_date,
        count(*) filter (where enrollment_days.is_first_day) as seen_change,
        sum(
            cast(enrollment_days.is_enrolled as integer)
            - cast(enrollment_days.was_enrolled as integer)
        ) as enrolled_change
    from enrollment_days
    inner join learner_values
        on enrollment_days.learner_id = learner_values.learner_id
    group by
        enrollment_days.platform, enrollment_days.course_id, learner_values.dimension,
        learner_values.value, enrollment_days.enrollment_date
),

course_values as (
    select
        changes.platform,
        changes.course_id,
        changes.dimension,
        changes.value,
        min(changes.enrollment_date) as first_date,
        min(reporting_dates.as_of_date) as last_date
    from changes
    inner join reporting_dates
        on changes.course_id = reporting_dates.course_id
    group by changes.platform, changes.course_id, changes.dimension, changes.value
),

value_days as (
    select
        course_values.platform,
        course_values.course_id,
        course_values.dimension,
        course_values.value,
        cast(days.spine_date as date) as enrollment_date
    from course_values
    {{ join_days('course_values.first_date', 'course_values.last_date', 'days') }}
)

select
    value_days.platform,
    value_days.course_id,
    value_days.enrollment_date,
    value_days.dimension,
    value_days.value,
    cast(sum(coalesce(changes.enrolled_change, 0)) over so_far as bigint) as n_enrolled,
    cast(sum(coalesce(changes.seen_change, 0)) over so_far as bigint) as n_cumulative
from value_days
left join changes
    on
        value_days.course_id = changes.course_id
        and value_days.dimension = changes.dimension
        and value_days.value is not distinct from changes.value
        and value_days.enrollment_date = changes.enrollment_date
window
    so_far as (
        partition by value_days.course_id, value_days.dimension, value_days.value
        order by value_days.enrollment_date
        rows between unbounded preceding and current row
    )
