with
arrivals as (
    select
        *,
        least(registered_at, first_event_at) as arrived_at
    from {{ ref('fct_person_course') }}
),

person_courses as (
    select * from ({{ on_local_days('arrivals', 'arrived_at', 'arrived_date') }})
),

weeks as (
    select * from {{ ref('int_course_weeks') }}
),

enrolled_weeks as (
    select * from {{ ref('int_enrolled_weeks') }}
),

activity as (
    select
        days.learner_id,
        days.course_id,
        weeks.week_start_date,
        cast(sum(days.n_events) as bigint) as n_events,
        count(*) filter (where days.n_active_events > 0) as n_days_active,
        {{ exact_sum('days.active_seconds') }} as active_seconds,
        {{ exact_sum('days.video_seconds_watched') }} as video_seconds_watched,
        cast(sum(days.problem_attempts) as bigint) as problem_attempts,
        cast(sum(days.forum_posts + days.forum_responses + days.forum_comments) as bigint)
            as discussion_contributions
    from {{ ref('fct_person_course_day') }} as days
    inner join weeks
        on
            days.course_id = weeks.course_id
            and days.activity_date between weeks.week_start_date and weeks.last_day
    group by days.learner_id, days.course_id, weeks.week_start_date
),

engagement as (
    select
        acts.learner_id,
        acts.course_id,
        weeks.week_start_date,
        count(distinct case when acts.action = 'attempted' then acts.entity_id end)
            as problems_attempted,
        count(distinct case when acts.action = 'completed' then acts.entity_id end)
            as problems_completed,
        count(distinct case when acts.action = 'viewed' then acts.entity_id end)
            as videos_viewed
    from {{ ref('fct_module_engagement') }} as acts
    inner join weeks
        on
            acts.course_id = weeks.course_id
            and acts.activity_date between weeks.week_start_date and weeks.last_day
    group by acts.learner_id, acts.course_id, weeks.week_start_date
),

-- From the week in which the learner enrolled or came first.
learner_weeks as (
    select
        person_courses.platform,
        person_courses.course_id,
        person_courses.learner_id,
        person_courses.is_registered,
        {{ week_start('person_courses.arrived_date') }} = weeks.week_start_date as is_new,
        weeks.week_start_date
    from person_courses
    inner join weeks
        on
            person_courses.course_id = weeks.course_id
            and {{ week_start('person_courses.arrived_date') }} <= weeks.week_start_date
),

counted as (
    select
        learner_weeks.*,
        enrolled_weeks.is_enrolled_at_end,
        coalesce(activity.n_days_active, 0) > 0 as is_active,
        coalesce(activity.n_events, 0) as n_events,
        coalesce(activity.n_days_active, 0) as n_days_active,
        coalesce(activity.active_seconds, 0) as active_seconds,
        coalesce(activity.video_seconds_watched, 0) as video_seconds_watched,
        coalesce(activity.problem_attempts, 0) as problem_attempts,
        coalesce(activity.discussion_contributions, 0) as discussion_contributions,
        coalesce(engagement.problems_attempted, 0) as problems_attempted,
        coalesce(engagement.problems_completed, 0) as problems_completed,
        coalesce(engagement.videos_viewed, 0) as videos_viewed
    from learner_weeks
    left join enrolled_weeks
        on
            learner_weeks.learner_id = enrolled_weeks.learner_id
            and learner_weeks.course_id = enrolled_weeks.course_id
            and learner_weeks.week_start_date = enrolled_weeks.week_start_date
    {%- for table in ['activity', 'engagement'] %}
        left join {{ table }}
            on
                learner_weeks.learner_id = {{ table }}.learner_id
                and learner_weeks.course_id = {{ table }}.course_id
                and learner_weeks.week_start_date = {{ table }}.week_start_date
    {%- endfor %}
),

with_last_active_weeks as (
    select
        *,
        max(case when is_active then week_start_date end) over (
            partition by learner_id, course_id
            order by week_start_date
            rows between unbounded preceding and current row
        ) as last_active_week
    from counted
)

select
    platform,
    course_id,
    week_start_date,
    learner_id,
    case when is_registered then coalesce(is_enrolled_at_end, false) end as is_enrolled,
    is_new,
    is_active,
    not is_active and last_active_week is not null as is_lapsed,
    last_active_week,
    n_events,
    n_days_active,
    active_seconds,
    video_seconds_watched,
    problem_attempts,
    discussion_contributions,
    problems_attempted,
    problems_completed,
    videos_viewed
from with_last_active_weeks
where is_active or is_enrolled_at_end is not null or not is_registered
