{{ config(schema='private') }}

with
project_rows as (
    select * from {{ ref('stg_labels__project_rows') }}
    where fate = 'accepted'
),

-- The first row of a project that has tags, or instructions, says them for all its rows.
ordered as (
    select
        *,
        row_number() over (
            partition by project
            order by tags is null asc, load_id asc, file_id asc, line_no asc
        ) as place_of_tags,
        row_number() over (
            partition by project
            order by instructions is null asc, load_id asc, file_id asc, line_no asc
        ) as place_of_instructions
    from project_rows
)

select
    project,
    max(case when place_of_tags = 1 then tags end) as tags,
    max(case when place_of_instructions = 1 then instructions end) as instructions,
    count(case when example_tag is null then 1 end) as n_items,
    count(example_tag) as n_examples
from ordered
group by project
