with
-- As teachers know them: by name, with the section where several share it.
names as (
    select
        content.block_id,
        coalesce(content.display_name, regexp_extract(content.block_id, '[^/@]+$'))
        || case
            when
                min(content.chapter) over same_name <> max(content.chapter) over same_name
                and chapters.display_name <> content.display_name
                then ' (' || chapters.display_name || ')'
            else ''
        end
        || case
            when count(*) over same_place > 1
                then ' #' || row_number() over (
                    partition by content.display_name, content.chapter
                    order by content.vertical_position, content.place_in_parent, content.block_id
                )
            else ''
        end as problem
    from marts.dim_content as content
    left join marts.dim_content as chapters
        on
            content.course_id = chapters.course_id
            and chapters.block_type = 'chapter'
            and content.chapter = chapters.chapter
    where content.course_id = $course
    window
        same_name as (partition by content.display_name),
        same_place as (partition by content.display_name, content.chapter)
),

parts as (
    select
        problem_id,
        part_id,
        sum(n_first) as n_answers,
        row_number() over (partition by problem_id order by part_id) as part,
        count(*) over (partition by problem_id) as n_parts
    from marts.rpt_answer_distribution
    where course_id = $course
    group by problem_id, part_id
    order by n_answers desc, problem_id, part_id
    limit 150
),

named_parts as (
    select
        parts.problem_id,
        parts.part_id,
        parts.n_answers,
        coalesce(names.problem, parts.problem_id)
        || case when parts.n_parts > 1 then ' (' || parts.part || ')' else '' end as problem
    from parts
    left join names on parts.problem_id = names.block_id
),

answers as (
    select
        named_parts.problem,
        named_parts.n_answers,
        case answers.is_correct when true then '✓ ' when false then '✗ ' else '' end
        || coalesce(nullif(left(answers.answer, 60), ''), '(empty)') as answer,
        sum(answers.n_first) as n_first,
        sum(answers.n_last) as n_last
    from marts.rpt_answer_distribution as answers
    inner join named_parts
        on answers.problem_id = named_parts.problem_id and answers.part_id = named_parts.part_id
    where answers.course_id = $course
    group by all
),

common_answers as (
    select *
    from answers
    qualify row_number() over (
        partition by problem order by n_first + n_last desc, answer
    ) <= 10
)

select
    answers.problem,
    answers.answer,
    turns.turn,
    case turns.turn when 'first' then answers.n_first else answers.n_last end as learners
from common_answers as answers
cross join unnest(['first', 'last']) as turns (turn)
order by answers.n_answers desc, answers.problem, answers.n_first + answers.n_last desc,
    answers.answer, turns.turn
