{#- Rounds in which learners and items without a comparison are left out. -#}
{%- set n_rounds = 4 -%}

with
responses_0 as (
    select
        item_id,
        course_id,
        learner_id,
        score
    from {{ ref('int_item_responses') }}
),

-- Without an item, a learner may be left with right answers alone, and the reverse: so in rounds.
{% for number in range(1, n_rounds + 1) -%}
    ranges_{{ number }} as (
        select
            *,
            min(score) over learner as lowest_of_learner,
            max(score) over learner as highest_of_learner,
            min(score) over item as lowest_of_item,
            max(score) over item as highest_of_item
        from responses_{{ number - 1 }}
        window
            learner as (partition by course_id, learner_id),
            item as (partition by item_id)
    ),

    responses_{{ number }} as (
        select
            item_id,
            course_id,
            learner_id,
            score
        from ranges_{{ number }}
        where lowest_of_learner < highest_of_learner and lowest_of_item < highest_of_item
    ),

{% endfor -%}
kept as (
    select * from responses_{{ n_rounds }}
)

select
    item_id,
    course_id,
    learner_id,
    score
from kept
