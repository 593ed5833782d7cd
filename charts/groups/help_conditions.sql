with
levels as (
    select
        condition || ': ' || level as level,
        condition,
        mean_helpers_selected as mean,
        2 * sqrt(variance_helpers_selected / n_requests) as reach,
        n_requests as questions,
        meaning,
        t,
        f
    from marts.rpt_help_conditions
)

select
    level,
    round(mean, 2) as mean,
    round(greatest(0, mean - reach), 2) as low,
    round(mean + reach, 2) as high,
    questions,
    meaning,
    round(t, 2) as t,
    round(f, 2) as f
from levels
order by condition, level desc
limit 60
