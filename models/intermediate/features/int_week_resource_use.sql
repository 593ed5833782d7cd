with
events as (
    select * from {{ ref('int_feature_events') }}
    where week_number >= 0
),

-- Events at the same time count once.
clock_times as (
    select distinct
        course_id,
        learner_id,
        week_number,
        local_at,
        {{ seconds_between("date_trunc('day', local_at)", 'local_at') }} as second_of_day
    from events
),

mean_times as (
    select
        course_id,
        learner_id,
        week_number,
        {{ exact_avg('second_of_day') }} as mean_second
    from clock_times
    group by course_id, learner_id, week_number
),

deviations as (
    select
        clock_times.course_id,
        clock_times.learner_id,
        clock_times.week_number,
        sqrt({{ exact_avg(
            '(clock_times.second_of_day - mean_times.mean_second)'
            ~ ' * (clock_times.second_of_day - mean_times.mean_second)'
        ) }}) as observed_event_time_of_day_sd
    from clock_times
    inner join mean_times
        on
            clock_times.course_id = mean_times.course_id
            and clock_times.learner_id = mean_times.learner_id
            and clock_times.week_number = mean_times.week_number
    group by clock_times.course_id, clock_times.learner_id, clock_times.week_number
),

sums as (
    select
        platform,
        course_id,
        learner_id,
        week_number,
        cast(sum(duration_seconds) as double) as sum_observed_events_duration,
        {% for type in ['lecture', 'book', 'wiki'] -%}
            cast(sum(duration_seconds) filter (where resource_type_name = '{{ type }}') as double)
                as sum_observed_events_{{ type }},
        {% endfor -%}
        cast(max(duration_seconds) as double) as max_duration_resources
    from events
    group by platform, course_id, learner_id, week_number
)

select
    sums.*,
    deviations.observed_event_time_of_day_sd
from sums
inner join deviations
    on
        sums.course_id = deviations.course_id
        and sums.learner_id = deviations.learner_id
        and sums.week_number = deviations.week_number
