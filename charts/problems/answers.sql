with
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
        coalesce(content.title, parts.problem_id)
        || case when parts.n_parts > 1 then ' (' || parts.part || ')' else '' end as problem
    from parts
    left join marts.dim_content as content
        on content.course_id = $course and parts.problem_id = content.block_id
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
