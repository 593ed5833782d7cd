with
submissions as (
    select * from {{ ref('int_submissions') }}
),

questions as (
    select * from {{ of_coursera('stg_coursera__questions') }}
),

response_types as (
    select * from {{ ref('moocdb_response_types') }}
),

answered as (
    select
        *,
        row_number() over (
            partition by course_id, part_node
            order by
                (response_type is null) asc, attempted_at desc, line_no desc, event_id desc
        ) as recency
    from submissions
),

-- Every question of an export is a part, whether it was answered or not.
listed as (
    select
        'coursera' as platform,
        course_id,
        block_id as problem_node,
        block_id || '#' || part_id as part_node,
        part_id as part,
        place,
        response_type,
        max_points
    from questions
),

parts as (
    select
        coalesce(answered.platform, listed.platform) as platform,
        coalesce(answered.course_id, listed.course_id) as course_id,
        coalesce(answered.problem_node, listed.problem_node) as problem_node,
        coalesce(answered.part_node, listed.part_node) as part_node,
        coalesce(answered.part, listed.part) as part,
        coalesce(listed.response_type, answered.response_type) as response_type,
        answered.answer,
        answered.max_grade,
        listed.part is not null as is_listed,
        listed.place,
        listed.max_points
    from answered
    full outer join listed
        on
            answered.course_id = listed.course_id
            and answered.part_node = listed.part_node
    where coalesce(answered.recency, 1) = 1
)

-- Before 2014 a log names no response type; a choice is known by its name in the form.
select
    parts.platform,
    parts.course_id,
    parts.problem_node,
    parts.part,
    {{ surrogate_id(['parts.platform', 'parts.course_id', 'parts.part_node']) }} as problem_id,
    row_number() over (
        partition by parts.course_id, parts.problem_node
        order by
            parts.place asc nulls last,
            {{ safe_bigint("split_part(parts.part, '_', 1)") }} asc nulls last,
            {{ safe_bigint("split_part(parts.part, '_', 2)") }} asc nulls last,
            parts.part asc
    ) as child_number,
    coalesce(
        response_types.problem_type_name,
        case
            when parts.response_type is not null then null
            when parts.answer like 'choice!_%|%' escape '!' then 'question_mc_multiple'
            when parts.answer like 'choice!_%' escape '!' then 'question_mc_single'
        end,
        'question_free_text'
    ) as answer_type_name,
    parts.is_listed,
    parts.max_points,
    parts.max_grade as problem_max_grade
from parts
left join response_types
    on parts.response_type = response_types.response_type
