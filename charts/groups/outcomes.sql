with
outcomes as (
    select
        case outcome
            when 'completed' then 'completed (percent)'
            when 'grade' then 'grade (percent)'
            when 'problem_attempts' then 'attempts at problems'
            when 'video_seconds' then 'video watched (hours)'
            else outcome
        end as outcome,
        case outcome
            when 'completed' then 100 when 'grade' then 100 when 'video_seconds' then 1 / 3600.0
            else 1
        end as factor,
        partition_type || ': ' || coalesce(partition_name || ', ', '')
        || coalesce(group_name, group_id) as grouping,
        mean,
        standard_deviation / sqrt(n_known) as standard_error,
        n_known
    from marts.rpt_group_outcomes
    where course_id = $course and mean is not null
)

select
    outcome,
    grouping,
    round(factor * mean, 2) as mean,
    round(greatest(0, factor * (mean - 2 * standard_error)), 2) as low,
    round(
        least(
            factor * (mean + 2 * standard_error), case when outcome like '%percent%' then 100 end
        ),
        2
    ) as high,
    n_known as learners
from outcomes
order by outcome = 'completed (percent)' desc, outcome, grouping
limit 240
