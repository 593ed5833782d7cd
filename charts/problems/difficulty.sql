select
    coalesce(content.title, problems.problem_id) as problem,
    round(100 * problems.p_correct_first_try, 1) as first_try,
    round(problems.discrimination, 3) as discrimination,
    problems.n_learners as learners
from marts.rpt_problems as problems
left join marts.dim_content as content
    on problems.course_id = content.course_id and problems.problem_id = content.block_id
where
    problems.course_id = $course
    and problems.n_learners >= 5
    and problems.p_correct_first_try is not null
    and problems.discrimination is not null
order by learners desc, problem
limit 200
