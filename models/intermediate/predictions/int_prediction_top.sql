{%- set model_evaluation = 'evaluation_id, model' %}

with
slices as (
    select * from {{ ref('int_prediction_slices') }}
),

-- Rows with equal probabilities share the remaining places.
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

tenths as (
    select
        *,
        ceil(n_all / 10.0) as n_tenth
    from ranked
),

found as (
    select
        evaluation_id,
        model,
        n_all,
        n_tenth,
        {% for k in [10, 50, 100] -%}
            n_stopouts * greatest(least(n, {{ k }} - n_before), 0) / cast(n as double) as n_{{ k }},
        {% endfor -%}
        n_stopouts * greatest(least(n, n_tenth - n_before), 0) / cast(n as double) as n_of_tenth
    from tenths
)

select
    evaluation_id,
    model,
    {% for k in [10, 50, 100] -%}
        case when max(n_all) >= {{ k }} then {{ exact_sum('n_' ~ k) }} / {{ k }} end
            as precision_at_{{ k }},
    {% endfor -%}
    {{ exact_sum('n_of_tenth') }} / max(n_tenth) as precision_at_tenth
from found
group by evaluation_id, model
