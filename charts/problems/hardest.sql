select
    coalesce(content.title, problems.problem_id) as problem,
    round(100 * problems.p_correct_first_try, 1) as first_try,
    problems.n_learners as learners,
    round(problems.mean_attempts, 2) as attempts
from marts.rpt_problems as problems
left join marts.dim_content as content
    on problems.course_id = content.course_id and problems.problem_id = content.block_id
where
    problems.course_id = $course
    and problems.n_learners >= 5
    and problems.p_correct_first_try is not null
order by first_try, problem
limit 25
