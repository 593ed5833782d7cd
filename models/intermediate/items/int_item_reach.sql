with
responses as (
    select * from {{ ref('int_item_responses') }}
),

places as (
    select * from {{ ref('int_problem_places') }}
),

placed as (
    select
        responses.*,
        places.content_index
    from responses
    left join places
        on responses.course_id = places.course_id and responses.block_id = places.block_id
),

items as (
    select
        item_id,
        platform,
        course_id,
        block_id,
        part,
        max(content_index) as content_index,
        count(*) as n_responses,
        cast(sum(score) as bigint) as n_correct
    from placed
    group by item_id, platform, course_id, block_id, part
),

learners as (
    select
        course_id,
        learner_id,
        max(content_index) as last_index
    from placed
    group by course_id, learner_id
),

stops as (
    select
        course_id,
        last_index,
        count(*) as n_learners
    from learners
    group by course_id, last_index
)

-- A learner who answered a later problem was there, whether they answered this one or not.
select
    items.item_id,
    items.platform,
    items.course_id,
    items.block_id,
    items.part,
    items.content_index,
    items.n_responses,
    items.n_correct,
    cast(sum(stops.n_learners) as bigint) as n_learners,
    case
        when items.content_index is not null
            then cast(coalesce(
                sum(case when stops.last_index >= items.content_index then stops.n_learners end), 0
            ) as bigint)
    end as n_reached
from items
inner join stops
    on items.course_id = stops.course_id
group by
    items.item_id, items.platform, items.course_id, items.block_id, items.part,
    items.content_index, items.n_responses, items.n_correct
