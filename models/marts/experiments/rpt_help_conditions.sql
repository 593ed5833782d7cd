with
requests as (
    select * from {{ ref('int_help_conditions') }}
),

levels as (
    select
        condition,
        level,
        level_number,
        meaning,
        count(*) as n_requests,
        avg(n_helpers_selected) as mean_selected,
        var_samp(n_helpers_selected) as variance_selected
    from requests
    group by condition, level, level_number, meaning
),

summed as (
    select
        *,
        row_number() over (partition by condition order by level_number) as place,
        count(*) over one_condition as n_levels,
        sum(n_requests) over one_condition as n_all,
        sum(n_requests * mean_selected) over one_condition as n_selected,
        sum(coalesce((n_requests - 1) * variance_selected, 0)) over one_condition
            as squares_within,
        sum(1.0e0 / n_requests) over one_condition as sum_of_inverses
    from levels
    window one_condition as (partition by condition)
),

compared as (
    select
        *,
        cast(n_all - n_levels as bigint) as df_within,
        squares_within / nullif(n_all - n_levels, 0) as mean_square_within,
        sum(n_requests * power(mean_selected - n_selected / n_all, 2)) over one_condition
            as squares_between,
        sum(if(place = 1, mean_selected, -mean_selected)) over one_condition
            as difference_of_two
    from summed
    window one_condition as (partition by condition)
)

-- Round to 12 digits: floating-point sums are not deterministic under parallel execution.
select
    'quickhelper' as platform,
    condition,
    level,
    meaning,
    n_requests,
    mean_selected as mean_helpers_selected,
    round(variance_selected, 12) as variance_helpers_selected,
    case
        when n_levels = 2
            then round(
                difference_of_two / nullif(sqrt(mean_square_within * sum_of_inverses), 0), 12
            )
    end as t,
    case when n_levels = 2 then df_within end as t_df,
    round(squares_between / nullif(n_levels - 1, 0) / nullif(mean_square_within, 0), 12) as f,
    n_levels - 1 as f_df_between,
    df_within as f_df_within
from compared
