with
requests as (
    select * from {{ ref('int_help_conditions') }}
),

two_level_conditions as (
    select
        condition,
        min(level_number) as first_level_number
    from requests
    group by condition
    having count(distinct level_number) = 2
),

cells as (
    select
        requests.condition,
        requests.level,
        others.condition as other_condition,
        others.level_number = two_level_conditions.first_level_number as is_first,
        count(*) as n,
        avg(requests.n_helpers_selected) as mean_selected,
        coalesce((count(*) - 1) * var_samp(requests.n_helpers_selected), 0) as squares
    from requests
    inner join requests as others
        on requests.instance_id = others.instance_id and requests.condition <> others.condition
    inner join two_level_conditions
        on others.condition = two_level_conditions.condition
    group by all
),

-- How much the other condition changes at each level of the first, and how much that weighs.
changes as (
    select
        condition,
        other_condition,
        level,
        count(*) as n_cells,
        sum(n) as n,
        sum(squares) as squares,
        max(mean_selected) filter (where is_first)
        - max(mean_selected) filter (where not is_first) as change,
        max(n) filter (where is_first) * max(n) filter (where not is_first)
        / cast(sum(n) as double) as weight
    from cells
    group by condition, other_condition, level
),

weighted as (
    select
        *,
        sum(weight * change) over one_pair
        / nullif(sum(weight) over one_pair, 0) as mean_change
    from changes
    window one_pair as (partition by condition, other_condition)
),

summed as (
    select
        condition,
        other_condition,
        cast(sum(n) as bigint) as n_requests,
        max(mean_change) as mean_change,
        cast(sum(n) - sum(n_cells) as bigint) as df_within,
        sum(squares) / nullif(sum(n) - sum(n_cells), 0) as mean_square_within,
        sum(weight) * power(max(mean_change), 2) as squares_other,
        sum(weight * power(change - mean_change, 2)) as squares_interaction,
        greatest(count(change) - 1, 0) as df_interaction
    from weighted
    group by condition, other_condition
)

-- Round to 12 digits: floating-point sums are not deterministic under parallel execution.
select
    'quickhelper' as platform,
    condition,
    other_condition,
    n_requests,
    round(mean_change, 12) as adjusted_difference,
    round(squares_other / nullif(mean_square_within, 0), 12) as f_other,
    round(squares_interaction / nullif(df_interaction, 0) / nullif(mean_square_within, 0), 12)
        as f_interaction,
    df_interaction as f_df_interaction,
    df_within as f_df_within
from summed
