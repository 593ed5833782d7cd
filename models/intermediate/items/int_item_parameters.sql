with
landed as (
    select * from {{ ref('stg_item_parameters__rows') }}
    where fate = 'accepted'
),

-- The run that was landed last counts; of two in one load, the one that is further down.
runs as (
    select
        course_id,
        run_id,
        model,
        max(load_id) as load_id,
        max(file_id) as file_id,
        max(line_no) as line_no
    from landed
    group by course_id, run_id, model
),

latest as (
    select * from runs
    qualify
        row_number() over (
            partition by course_id
            order by load_id desc, file_id desc, line_no desc, run_id asc, model asc
        ) = 1
)

select
    landed.course_id,
    landed.item_id,
    landed.run_id,
    landed.model,
    landed.n_responses,
    landed.difficulty,
    landed.difficulty_error,
    landed.discrimination,
    landed.discrimination_error
from landed
inner join latest
    on
        landed.course_id = latest.course_id
        and landed.run_id = latest.run_id
        and landed.model = latest.model
