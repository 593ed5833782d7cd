{#- Replicates that are summed together, a column each, so that predictions are read once. -#}
{%- set n_at_a_time = 20 -%}
{%- set n_replicates = var('prediction_bootstrap_replicates') -%}
{%- set chunks = range(1, n_replicates + 1) | batch(n_at_a_time) | list -%}

with
bins as (
    select * from {{ ref('int_prediction_bins') }}
),

draws as (
    select * from {{ ref('int_prediction_draws') }}
    where replicate > 0
),

-- Equal probabilities are one step of the curve.
steps as (
    select
        evaluation_id,
        model,
        score_rank,
        count(*) as n,
        count(case when is_stopout then 1 end) as n_stopouts
    from bins
    group by evaluation_id, model, score_rank
),

-- The sum of the ranks of the stop-outs counts the pairs that they win, and their own.
rank_sums as (
    select
        evaluation_id,
        model,
        cast(sum(n_stopouts * (2 * score_rank + n - 1)) as double) as twice_ranks,
        cast(sum(n_stopouts) as double) as n_stopouts,
        cast(sum(n) as double) as n_all
    from steps
    group by evaluation_id, model
),

{% for chunk in chunks -%}
    learners_{{ loop.index }} as (
        select
            course_id,
            learner_id
            {%- for number in chunk %},
                cast(sum(case when replicate = {{ number }} then weight else 0 end) as double)
                    as weight_{{ number }}
            {%- endfor %}
        from draws
        where replicate between {{ chunk | first }} and {{ chunk | last }}
        group by course_id, learner_id
    ),

    summed_{{ loop.index }} as (
        select
            bins.evaluation_id,
            bins.model,
            bins.bin
            {%- for number in chunk %},
                sum(case when bins.is_stopout then learners.weight_{{ number }} else 0 end)
                    as stopouts_{{ number }},
                sum(case when bins.is_stopout then 0 else learners.weight_{{ number }} end)
                    as others_{{ number }}
            {%- endfor %}
        from bins
        inner join learners_{{ loop.index }} as learners
            on bins.course_id = learners.course_id and bins.learner_id = learners.learner_id
        where bins.slice_kind in ('course', 'week', 'group')
        group by bins.evaluation_id, bins.model, bins.bin
    ),

    ordered_{{ loop.index }} as (
        select
            evaluation_id,
            model
            {%- for number in chunk %},
                stopouts_{{ number }},
                others_{{ number }},
                sum(others_{{ number }}) over so_far as others_so_far_{{ number }}
            {%- endfor %}
        from summed_{{ loop.index }}
        window
            so_far as (
                partition by evaluation_id, model
                order by bin
                rows between unbounded preceding and current row
            )
    ),

    areas_{{ loop.index }} as (
        select
            evaluation_id,
            model
            {%- for number in chunk %},
                sum(
                    stopouts_{{ number }}
                    * (2 * others_so_far_{{ number }} - others_{{ number }})
                ) / nullif(2 * sum(stopouts_{{ number }}) * sum(others_{{ number }}), 0)
                    as auc_{{ number }}
            {%- endfor %}
        from ordered_{{ loop.index }}
        group by evaluation_id, model
    ),

    aucs_{{ loop.index }} as (
        select
            areas.evaluation_id,
            areas.model,
            replicates.number as replicate,
            case replicates.number
                {%- for number in chunk %}
                    when {{ number }} then areas.auc_{{ number }}
                {%- endfor %}
            end as auc
        from areas_{{ loop.index }} as areas
        {{ join_numbers(chunk | first, chunk | last, 'replicates') }}
    ),

{% endfor -%}
exact_aucs as (
    select
        evaluation_id,
        model,
        0 as replicate,
        (twice_ranks - n_stopouts * (n_stopouts + 1))
        / nullif(2 * n_stopouts * (n_all - n_stopouts), 0) as auc
    from rank_sums
)

select * from exact_aucs
{% for chunk in chunks -%}
    union all
    select * from aucs_{{ loop.index }}
{% endfor %}
