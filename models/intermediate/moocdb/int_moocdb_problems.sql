with
resources as (
    select * from {{ ref('int_resources') }}
),

content as (
    select * from {{ ref('int_content') }}
),

parts as (
    select * from {{ ref('int_problem_parts') }}
),

block_types as (
    select * from {{ ref('moocdb_block_types') }}
),

formats as (
    select * from {{ ref('moocdb_formats') }}
),

scheduled as (
    select
        content.course_id,
        content.node,
        content.opens_at,
        case when content.closes_at is not null then content.due_at end as soft_deadline_at,
        coalesce(content.closes_at, content.due_at) as hard_deadline_at,
        content.max_attempts,
        content.weight,
        block_types.problem_type_name as block_problem_type_name,
        min(formats.problem_type_name) as format_problem_type_name
    from content
    left join block_types
        on content.block_type = block_types.block_type
    left join formats
        on ' ' || lower(content.format) like '% ' || formats.word || '%'
    group by all
),

summed as (
    select
        course_id,
        problem_node,
        count(*) as n_parts,
        min(answer_type_name) as answer_type_name,
        coalesce(
            case when count(*) = count(max_points) then {{ exact_sum('max_points') }} end,
            max(problem_max_grade)
        ) as weight
    from parts
    group by course_id, problem_node
)

select
    resources.platform,
    resources.course_id,
    resources.resource_id as problem_id,
    resources.resource_name as problem_name,
    cast(null as bigint) as parent_id,
    resources.child_number,
    coalesce(
        scheduled.block_problem_type_name,
        case
            when summed.n_parts = 1 then summed.answer_type_name
            when summed.n_parts > 1 then 'multipart'
            else 'question_group'
        end
    ) as problem_type_name,
    scheduled.opens_at,
    scheduled.soft_deadline_at,
    scheduled.hard_deadline_at,
    scheduled.max_attempts,
    coalesce(scheduled.weight, summed.weight) as weight,
    resources.resource_id
from resources
left join summed
    on
        resources.course_id is not distinct from summed.course_id
        and resources.node = summed.problem_node
left join scheduled
    on resources.course_id = scheduled.course_id and resources.node = scheduled.node
where
    resources.resource_type_name = 'problem'
    or scheduled.block_problem_type_name is not null
    or summed.problem_node is not null
union all
-- The question's own type in the export takes precedence over the type of its quiz.
select
    parts.platform,
    parts.course_id,
    parts.problem_id,
    coalesce(resources.resource_name || ' ', '') || parts.part as problem_name,
    resources.resource_id as parent_id,
    parts.child_number,
    case
        when parts.is_listed then parts.answer_type_name
        else coalesce(scheduled.format_problem_type_name, parts.answer_type_name)
    end as problem_type_name,
    scheduled.opens_at,
    scheduled.soft_deadline_at,
    scheduled.hard_deadline_at,
    scheduled.max_attempts,
    parts.max_points as weight,
    resources.resource_id
from parts
inner join resources
    on
        parts.course_id is not distinct from resources.course_id
        and parts.problem_node = resources.node
left join scheduled
    on parts.course_id = scheduled.course_id and parts.problem_node = scheduled.node
