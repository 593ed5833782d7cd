with
items as (
    select
        *,
        count(*) over (partition by block_id) as n_parts,
        row_number() over (partition by block_id order by length(part), part) as place
    from marts.rpt_item_difficulty
    where course_id = $course
)

select
    coalesce(content.title, items.block_id)
    || case when items.n_parts > 1 then ' (' || items.place || ')' else '' end as item,
    round(items.difficulty, 2) as difficulty,
    round(items.difficulty - 1.96 * items.standard_error, 2) as low,
    round(items.difficulty + 1.96 * items.standard_error, 2) as high,
    round(100 * items.p_correct, 1) as right,
    round(items.infit, 2) as misfit,
    items.n_compared as learners
from items
left join marts.dim_content as content
    on items.course_id = content.course_id and items.block_id = content.block_id
where items.difficulty is not null and items.standard_error is not null
order by difficulty desc, item
limit 40
