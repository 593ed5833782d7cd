with
responses as (
    select * from {{ ref('int_problem_responses') }}
    where course_id is not null and response_type is not null
)

select
    platform,
    course_id,
    problem_id,
    case
        when count(distinct response_type) > 1 then 'mixed'
        else max(response_type)
    end as problem_type
from responses
group by platform, course_id, problem_id
