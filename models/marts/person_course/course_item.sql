with
responses as (
    select * from {{ ref('fct_problem_responses') }}
    where course_id is not null
),

places as (
    select * from {{ ref('int_problem_places') }}
),

assignments as (
    select * from {{ ref('int_problem_assignments') }}
),

parts as (
    select
        platform,
        course_id,
        problem_id,
        part_id,
        max(coalesce(block_id, problem_id)) as block_id,
        max(problem_name) as problem_name,
        max(max_score) as problem_points,
        count(*) as n_user_responses
    from responses
    group by platform, course_id, problem_id, part_id
),

numbered as (
    select
        *,
        cast(row_number() over (
            partition by course_id, problem_id order by length(part_id), part_id
        ) as bigint) as item_number,
        count(*) over (partition by course_id, problem_id) as n_items
    from parts
),

weighted as (
    select
        numbered.*,
        places.content_index,
        assignments.type_weight / assignments.n_assignments * assignments.share_of_assignment
        / numbered.n_items as item_weight,
        assignments.assignment_short_id || '__' || cast(assignments.problem_number as string)
            as problem_short_id,
        case
            when places.content_index is not null
                then cast(row_number() over (
                    partition by numbered.course_id, places.content_index is null
                    order by
                        places.content_index nulls last, numbered.problem_id, numbered.item_number
                ) as bigint)
        end as item_nid
    from numbered
    left join places
        on numbered.course_id = places.course_id and numbered.block_id = places.block_id
    left join assignments
        on numbered.course_id = assignments.course_id and numbered.block_id = assignments.block_id
)

select
    weighted.platform,
    weighted.course_id,
    weighted.part_id as item_id,
    weighted.problem_id,
    min(weighted.item_nid) over problem as problem_nid,
    assignments.assignment_short_id,
    weighted.item_weight,
    weighted.n_user_responses,
    places.section_name as chapter_name,
    places.subsection_name as section_name,
    places.unit_name as vertical_name,
    coalesce(weighted.problem_name, places.display_name) as problem_name,
    assignments.assignment_id,
    assignments.n_problems as n_problems_in_assignment,
    places.format as assignment_type,
    assignments.type_weight as assignment_type_weight,
    assignments.n_assignments as n_assignments_of_type,
    assignments.assignment_number as assignment_seq_num,
    places.section_position as chapter_number,
    weighted.content_index,
    places.subsection_position as section_number,
    assignments.problem_number,
    assignments.problem_weight,
    cast(1 as double) as item_points_possible,
    cast(weighted.n_items as double) as problem_points_possible,
    weighted.problem_points / weighted.n_items as emperical_item_points_possible,
    weighted.problem_points as emperical_problem_points_possible,
    weighted.item_number,
    weighted.n_items,
    places.opens_at as start_date,
    places.due_at as due_date,
    places.is_in_experiment as is_split,
    places.experiment_name as split_name,
    places.path as problem_path,
    weighted.problem_short_id,
    weighted.problem_short_id || '_' || cast(weighted.item_number as string) as item_short_id,
    weighted.item_nid,
    cast(sum({{ exact('weighted.item_weight') }}) over (
        partition by weighted.course_id
        order by weighted.item_nid nulls last
        rows between unbounded preceding and current row
    ) as double) as cumulative_item_weight
from weighted
left join places
    on weighted.course_id = places.course_id and weighted.block_id = places.block_id
left join assignments
    on weighted.course_id = assignments.course_id and weighted.block_id = assignments.block_id
window problem as (partition by weighted.course_id, weighted.problem_id)
