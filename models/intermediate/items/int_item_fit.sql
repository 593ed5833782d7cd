with
comparisons as (
    select * from {{ ref('int_item_comparisons') }}
),

items as (
    select * from {{ ref('int_item_difficulties') }}
),

abilities as (
    select * from {{ ref('int_item_abilities') }}
),

courses as (
    select
        course_id,
        {{ exact_avg('ability') }} as mean_ability
    from abilities
    group by course_id
),

expected as (
    select
        comparisons.item_id,
        comparisons.score,
        abilities.ability,
        {{ rasch_chance('abilities.ability', 'items.difficulty') }} as chance
    from comparisons
    inner join items
        on comparisons.item_id = items.item_id
    inner join abilities
        on
            comparisons.course_id = abilities.course_id
            and comparisons.learner_id = abilities.learner_id
    where items.is_settled and abilities.ability is not null
),

compared as (
    select
        item_id,
        ability,
        chance * (1 - chance) as variance,
        power(score - chance, 2) as squared_residual
    from expected
),

fits as (
    select
        item_id,
        count(*) as n_compared,
        {{ exact_avg('ability') }} as mean_ability,
        {{ exact_sum('variance') }} as information,
        {{ exact_sum('squared_residual') }} as squared_residuals,
        {{ exact_avg('squared_residual / nullif(variance, 0)') }} as outfit
    from compared
    group by item_id
)

select
    items.item_id,
    items.course_id,
    fits.n_compared,
    case when items.is_settled then items.difficulty end as difficulty,
    1 / sqrt(nullif(fits.information, 0)) as standard_error,
    fits.squared_residuals / nullif(fits.information, 0) as infit,
    fits.outfit,
    fits.mean_ability - courses.mean_ability as relative_ability,
    items.is_settled
from items
left join fits
    on items.item_id = fits.item_id
left join courses
    on items.course_id = courses.course_id
