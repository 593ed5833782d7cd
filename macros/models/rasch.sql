{#- One step of PROX, the normal approximation of the Rasch model: the measure of a learner (or an item)
    from the log odds of success (or failure) and from the measures of the items (or learners) that it
    met, in logits. An aggregate; null where all answers are alike.
    Usage: {{ prox_measure('difficulty', 'sum(score)', 'count(*)') }} as ability -#}
{% macro prox_measure(met, n_wins, n_tries) -%}
    {{ exact_avg(met) }}
    + sqrt(
        1 + greatest(
            {{ exact_avg(met ~ ' * ' ~ met) }} - power({{ exact_avg(met) }}, 2), 0
        ) / 2.89
    ) * ln({{ n_wins }} / nullif(cast(nullif({{ n_tries }} - {{ n_wins }}, 0) as double), 0))
{%- endmacro %}


{#- Chance of a correct answer under the Rasch model; ability and difficulty in logits.
    Usage: {{ rasch_chance('ability', 'difficulty') }} as chance -#}
{% macro rasch_chance(ability, difficulty) -%}
    1 / (1 + exp({{ difficulty }} - {{ ability }}))
{%- endmacro %}
