{#- Two-sided p-values of Student's t, per row of a relation: one row per key, `p_value`. Its degrees of
    freedom are at least 1, and need not be whole. Rows without t have none.

    With t = sqrt(df) * sinh(v) the density of t is cosh(v)^-df up to a constant, so that p is the integral
    from v of |t| to infinity, divided by that from 0. Both are sums of 67 terms by the double exponential
    rule, in decimals, so that every build has the same digits. Relative error below 1e-8, however small p is
    (tests/models/test_p_values.py compares with SciPy).
    Usage: tests as ({{ student_p_values('compared', 'course_id, group_id', 'welch_t', 'df') }}) -#}
{% macro student_p_values(relation, keys, t, degrees_of_freedom) -%}
    select
        {{ keys }},
        least(
            exp(-df * {{ moocdb.log_cosh('v') }}) * tail_scale * {{ exact_sum('tail_term') }}
            / (whole_scale * {{ exact_sum('whole_term') }}),
            1
        ) as p_value
    from (
        select
            placed.*,
            {{ moocdb.double_exponential_term('v', 'tail_scale', 'number') }} as tail_term,
            {{ moocdb.double_exponential_term('0', 'whole_scale', 'number') }} as whole_term
        from (
            select
                scaled.*,
                steps.number,
                1 / (sqrt(df) + df * tanh(v)) as tail_scale,
                1 / sqrt(df) as whole_scale
            from (
                select
                    {{ keys }},
                    {{ degrees_of_freedom }} as df,
                    asinh(abs({{ t }}) / sqrt({{ degrees_of_freedom }})) as v
                from {{ relation }}
                where {{ t }} is not null
            ) as scaled
            {{ join_numbers(-33, 33, 'steps') }}
        ) as placed
    ) as terms
    group by {{ keys }}, df, v, tail_scale, whole_scale
{%- endmacro %}

{#- The logarithm of cosh(v) for v >= 0, also where cosh(v) is too large for a number. -#}
{% macro log_cosh(v) -%}
    ({{ v }} + ln(1 + exp(-2 * ({{ v }}))) - ln(2))
{%- endmacro %}

{#- A term of the double exponential rule for `student_p_values`: cosh^-df at a step beyond v, divided by its
    value at v, times the weight of the step. Steps are an eighth wide. -#}
{% macro double_exponential_term(v, scale, step) -%}
    {%- set at = step ~ ' / 8.0 - exp(-' ~ step ~ ' / 8.0)' -%}
    {%- set beyond = v ~ ' + ' ~ scale ~ ' * exp(' ~ at ~ ')' -%}
    exp(
        {{ at }} - df * ({{ moocdb.log_cosh(beyond) }} - {{ moocdb.log_cosh(v) }})
    ) * (1 + exp(-{{ step }} / 8.0))
{%- endmacro %}
