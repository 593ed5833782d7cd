{%- set model_evaluation = 'evaluation_id, model' %}

with
slices as (
    select * from {{ ref('int_prediction_slices') }}
),

-- Equal probabilities stand in no order: each of them has the same chance of being looked at.
steps as (
    select
        evaluation_id,
        model,
        probability,
        count(*) as n,
        count(case when is_stopout then 1 end) as n_stopouts
    from slices
    group by evaluation_id, model, probability
),

ranked as (
    select
        *,
        sum(n) over (
            partition by {{ model_evaluation }}
            order by probability desc
            rows between unbounded preceding and current row
        ) - n as n_before,
        sum(n) over (partition by {{ model_evaluation }}) as n_all
    from steps
),

cut as (
    select
        ranked.*,
        ceil(n_all / 10.0) as n_tenth
    from ranked
)

select
    evaluation_id,
    model,
    {% for name, k in {
        'precision_at_10': '10', 'precision_at_50': '50', 'precision_at_100': '100',
        'precision_at_tenth': 'n_tenth',
    }.items() -%}
        case
            when max(n_all) >= max({{ k }})
                then {{ exact_sum(
                    'n_stopouts * greatest(least(n, ' ~ k ~ ' - n_before), 0) / cast(n as double)'
                ) }} / max({{ k }})
        end as {{ name }}{{ ',' if not loop.last }}
    {% endfor %}
from cut
group by evaluation_id, model
