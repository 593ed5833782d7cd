with
problems as (
    select * from {{ ref('int_moocdb_problems') }}
),

courses as (
    select * from {{ ref('int_moocdb_courses') }}
),

problem_types as (
    select * from {{ ref('moocdb_problem_types') }}
),

foreign_problems as (
    select * from {{ ref('int_foreign_problems') }}
)

select
    problems.problem_id,
    problems.problem_name,
    problems.parent_id as problem_parent_id,
    problems.child_number as problem_child_number,
    cast(problem_types.problem_type_id as bigint) as problem_type_id,
    problems.opens_at as problem_release_timestamp,
    problems.soft_deadline_at as problem_soft_deadline,
    problems.hard_deadline_at as problem_hard_deadline,
    problems.max_attempts as problem_max_submission,
    cast(null as bigint) as problem_max_duration,
    problems.weight as problem_weight,
    problems.resource_id,
    {{ course_week('problems.hard_deadline_at') }} as problem_week,
    problems.course_id,
    problems.platform
from problems
inner join problem_types
    on problems.problem_type_name = problem_types.problem_type_name
left join courses
    on problems.course_id = courses.course_id
union all
select
    problem_id,
    problem_name,
    problem_parent_id,
    problem_child_number,
    problem_type_id,
    problem_release_timestamp,
    problem_soft_deadline,
    problem_hard_deadline,
    problem_max_submission,
    problem_max_duration,
    problem_weight,
    resource_id,
    problem_week,
    course_id,
    'moocdb' as platform
from foreign_problems
