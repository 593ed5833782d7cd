-- On every day, those enrolled are those who came less those who left, and the modes sum to all.
with
daily as (
    select
        course_id,
        enrollment_date,
        n_enrolled,
        n_cumulative,
        sum(n_activated - n_deactivated) over (
            partition by course_id order by enrollment_date
        ) as n_came_less_left
    from {{ ref('fct_enrollment_daily') }}
),

modes as (
    select
        course_id,
        enrollment_date,
        sum(n_enrolled) as n_enrolled,
        sum(n_cumulative) as n_cumulative
    from {{ ref('fct_enrollment_mode_daily') }}
    group by course_id, enrollment_date
)

select daily.*
from daily
left join modes
    on daily.course_id = modes.course_id and daily.enrollment_date = modes.enrollment_date
where
    daily.n_enrolled <> daily.n_came_less_left
    or daily.n_enrolled is distinct from modes.n_enrolled
    or daily.n_cumulative is distinct from modes.n_cumulative
