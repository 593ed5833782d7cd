{#- Steps of PROX. The changes shrink by about the same factor in each. -#}
{%- set n_steps = 20 -%}

with
comparisons as (
    select * from {{ ref('int_item_comparisons') }}
),

difficulties_0 as (
    select distinct
        course_id,
        item_id,
        cast(0 as double) as difficulty
    from comparisons
),

-- Each step is read by one other alone: engines that repeat a CTE where it is read stay fast.
{% for step in range(1, n_steps + 1) -%}
    abilities_{{ step }} as (
        select
            comparisons.course_id,
            comparisons.learner_id,
            {{ prox_measure('items.difficulty', 'nullif(sum(comparisons.score), 0)', 'count(*)') }}
                as ability
        from comparisons
        inner join difficulties_{{ step - 1 }} as items
            on comparisons.item_id = items.item_id
        group by comparisons.course_id, comparisons.learner_id
    ),

    difficulties_{{ step }} as (
        select
            comparisons.course_id,
            comparisons.item_id,
            {{ prox_measure(
                'learners.ability', 'nullif(sum(1 - comparisons.score), 0)', 'count(*)'
            ) }} as difficulty
        from comparisons
        inner join abilities_{{ step }} as learners
            on
                comparisons.course_id = learners.course_id
                and comparisons.learner_id = learners.learner_id
        group by comparisons.course_id, comparisons.item_id
    ),

{% endfor -%}
-- A constant on all difficulties of a course is in all its abilities of the next step, and so on:
-- centring once is the same as centring after each step.
centred as (
    select
        difficulties.course_id,
        difficulties.item_id,
        difficulties.difficulty
        - cast(sum({{ exact('difficulties.difficulty') }}) over course as double)
        / count(difficulties.difficulty) over course as difficulty,
        previous.difficulty
        - cast(sum({{ exact('previous.difficulty') }}) over course as double)
        / count(previous.difficulty) over course as previous_difficulty
    from difficulties_{{ n_steps }} as difficulties
    inner join difficulties_{{ n_steps - 1 }} as previous
        on difficulties.item_id = previous.item_id
    window course as (partition by difficulties.course_id)
),

changes as (
    select
        course_id,
        item_id,
        difficulty,
        max(abs(difficulty - previous_difficulty)) over (partition by course_id) as largest_change
    from centred
)

select
    item_id,
    course_id,
    difficulty,
    coalesce(largest_change < 0.01, false) as is_settled
from changes
where difficulty is not null
