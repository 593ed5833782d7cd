with
places as (
    select * from {{ ref('int_problem_places') }}
    where content_index is not null and format is not null
),

structure as (
    select * from {{ ref('int_content_structure') }}
),

assignment_types as (
    select * from {{ ref('stg_edx_package__assignment_types') }}
),

keyed as (
    select
        places.platform,
        places.course_id,
        places.block_id,
        places.format,
        places.content_index,
        places.section_position,
        places.subsection_position,
        places.format || '_ch' || cast(places.section_position as string)
        || coalesce('_sec' || cast(places.subsection_position as string), '') as assignment_id,
        coalesce(structure.weight, 1) as problem_weight,
        coalesce(assignment_types.short_label, replace(places.format, ' ', '')) as short_label,
        assignment_types.weight as type_weight
    from places
    left join structure
        on places.course_id = structure.course_id and places.block_id = structure.block_id
    left join assignment_types
        on
            places.course_id = assignment_types.course_id
            and places.format = assignment_types.assignment_type
    where places.section_position is not null
),

numbered as (
    select
        *,
        cast(row_number() over (
            partition by course_id, assignment_id order by content_index
        ) as bigint) as problem_number,
        cast(dense_rank() over (
            partition by course_id, format
            order by section_position, subsection_position nulls last
        ) as bigint) as assignment_number,
        count(*) over (partition by course_id, assignment_id) as n_problems,
        {{ exact('problem_weight') }} as exact_weight
    from keyed
)

select
    platform,
    course_id,
    block_id,
    assignment_id,
    short_label || '_' || cast(assignment_number as string) as assignment_short_id,
    assignment_number,
    max(assignment_number) over (partition by course_id, format) as n_assignments,
    problem_number,
    n_problems,
    problem_weight,
    type_weight,
    problem_weight / nullif(
        cast(sum(exact_weight) over (partition by course_id, assignment_id) as double), 0
    ) as share_of_assignment
from numbered
