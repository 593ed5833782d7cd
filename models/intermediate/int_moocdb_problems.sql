with
resources as (
    select * from {{ ref('int_resources') }}
),

content as (
    select * from {{ ref('int_content') }}
),

submissions as (
    select * from {{ ref('int_submissions') }}
),

response_types as (
    select * from {{ ref('moocdb_response_types') }}
),

formats as (
    select * from {{ ref('moocdb_formats') }}
),

format_types as (
    select
        content.course_id,
        content.node,
        min(formats.problem_type_name) as problem_type_name
    from content
    inner join formats
        on ' ' || lower(content.format) like '% ' || formats.word || '%'
    group by content.course_id, content.node
),

-- Before 2014 a log names no response type; a choice is known by its name in the form.
asked as (
    select
        submissions.*,
        coalesce(
            response_types.problem_type_name,
            case
                when submissions.response_type is not null then null
                when submissions.answer like 'choice!_%|%' escape '!' then 'question_mc_multiple'
                when submissions.answer like 'choice!_%' escape '!' then 'question_mc_single'
            end,
            'question_free_text'
        ) as answer_type_name,
        row_number() over (
            partition by submissions.course_id, submissions.part_node
            order by
                (submissions.response_type is null) asc, submissions.attempted_at desc,
                submissions.line_no desc, submissions.event_id desc
        ) as recency
    from submissions
    left join response_types
        on submissions.response_type = response_types.response_type
),

parts as (
    select
        *,
        row_number() over (
            partition by course_id, problem_node
            order by
                {{ safe_bigint("split_part(part, '_', 1)") }} asc nulls last,
                {{ safe_bigint("split_part(part, '_', 2)") }} asc nulls last,
                part asc
        ) as child_number
    from asked
    where recency = 1
),

problem_parts as (
    select
        course_id,
        problem_node,
        count(*) as n_parts,
        min(answer_type_name) as answer_type_name,
        max(max_grade) as max_grade
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
    case
        when problem_parts.n_parts = 1 then problem_parts.answer_type_name
        when problem_parts.n_parts > 1 then 'multipart'
        else 'question_group'
    end as problem_type_name,
    content.opens_at,
    content.due_at,
    problem_parts.max_grade as weight,
    resources.resource_id
from resources
left join problem_parts
    on
        resources.course_id is not distinct from problem_parts.course_id
        and resources.node = problem_parts.problem_node
left join content
    on resources.course_id = content.course_id and resources.node = content.node
where resources.resource_type_name = 'problem' or problem_parts.problem_node is not null
union all
select
    parts.platform,
    parts.course_id,
    parts.problem_id,
    coalesce(resources.resource_name || ' ', '') || parts.part as problem_name,
    resources.resource_id as parent_id,
    parts.child_number,
    coalesce(format_types.problem_type_name, parts.answer_type_name) as problem_type_name,
    content.opens_at,
    content.due_at,
    null as weight,
    resources.resource_id
from parts
inner join resources
    on
        parts.course_id is not distinct from resources.course_id
        and parts.problem_node = resources.node
left join content
    on resources.course_id = content.course_id and resources.node = content.node
left join format_types
    on parts.course_id = format_types.course_id and parts.problem_node = format_types.node
