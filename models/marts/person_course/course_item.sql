with
responses as (
    select * from {{ ref('fct_problem_responses') }}
    where course_id is not null
),

places as (
    select * from {{ ref('int_problem_places') }}
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

placed as (
    select
        parts.*,
        coalesce(parts.problem_name, places.display_name) as name, -- noqa
        places.section_name,
        places.section_position,
        places.subsection_name,
        places.subsection_position,
        places.unit_name,
        places.format,
        places.opens_at,
        places.due_at,
        places.is_in_experiment,
        places.experiment_name,
        places.path,
        places.content_index,
        case
            when places.content_index is not null and places.format is not null
                then
                    places.format || '_ch' || cast(places.section_position as string)
                    || coalesce('_sec' || cast(places.subsection_position as string), '')
        end as assignment_id,
        row_number() over (
            partition by parts.course_id, parts.problem_id
            order by length(parts.part_id), parts.part_id
        ) as item_number,
        count(*) over (partition by parts.course_id, parts.problem_id) as n_items
    from parts
    left join places
        on parts.course_id = places.course_id and parts.block_id = places.block_id
),

ranked as (
    select
        *,
        dense_rank() over (
            partition by course_id, assignment_id order by content_index nulls last, problem_id
        ) as problem_number,
        dense_rank() over (
            partition by course_id, format, assignment_id is null
            order by section_position nulls last, subsection_position nulls last
        ) as assignment_seq_num,
        row_number() over (
            partition by course_id, content_index is null
            order by content_index nulls last, problem_id, item_number
        ) as item_nid
    from placed
),

counted as (
    select
        *,
        max(problem_number) over (partition by course_id, assignment_id) as n_problems,
        max(assignment_seq_num) over (partition by course_id, format, assignment_id is null)
            as n_assignments,
        min(item_nid) over (partition by course_id, problem_id) as problem_nid,
        replace(format, ' ', '') || '_' || cast(assignment_seq_num as string) as short_id
    from ranked
)

select
    platform,
    course_id,
    part_id as item_id,
    problem_id,
    case when content_index is not null then problem_nid end as problem_nid,
    case when assignment_id is not null then short_id end as assignment_short_id,
    cast(null as double) as item_weight,
    n_user_responses,
    section_name as chapter_name,
    subsection_name as section_name,
    unit_name as vertical_name,
    name as problem_name,
    assignment_id,
    case when assignment_id is not null then n_problems end as n_problems_in_assignment,
    format as assignment_type,
    cast(null as double) as assignment_type_weight,
    case when assignment_id is not null then n_assignments end as n_assignments_of_type,
    case when assignment_id is not null then assignment_seq_num end as assignment_seq_num,
    section_position as chapter_number,
    content_index,
    subsection_position as section_number,
    case when assignment_id is not null then problem_number end as problem_number,
    cast(null as double) as problem_weight,
    cast(1 as double) as item_points_possible,
    cast(n_items as double) as problem_points_possible,
    problem_points / n_items as emperical_item_points_possible,
    problem_points as emperical_problem_points_possible,
    item_number,
    n_items,
    opens_at as start_date,
    due_at as due_date,
    is_in_experiment as is_split,
    experiment_name as split_name,
    path as problem_path,
    case when assignment_id is not null then short_id || '__' || cast(problem_number as string) end
        as problem_short_id,
    case
        when assignment_id is not null
            then
                short_id || '__' || cast(problem_number as string) || '_'
                || cast(item_number as string)
    end as item_short_id,
    case when content_index is not null then item_nid end as item_nid,
    cast(null as double) as cumulative_item_weight
from counted
