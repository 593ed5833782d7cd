select
    5 * least(floor(grade * 20), 19) as grade,
    case completed when true then 'passed' when false then 'without a pass' else 'unknown' end as passed,
    count(*) as learners
from marts.fct_person_course
where course_id = $course and grade is not null
group by all
order by grade, passed
