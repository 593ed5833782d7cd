with
enrollment_states as (
    select * from {{ ref('int_enrollment_states') }}
),

learner_courses as (
    select * from {{ ref('int_learner_courses') }}
),

courses as (
    select
        *,
        coalesce(name, course_number, course_id) as course_name
    from {{ ref('int_courses') }}
),

enrolled as (
    select distinct
        enrollment_states.course_id,
        enrollment_states.learner_id
    from enrollment_states
    inner join learner_courses
        on
            enrollment_states.learner_id = learner_courses.learner_id
            and enrollment_states.course_id = learner_courses.course_id
    where enrollment_states.action = 'activated' and learner_courses.is_counted
),

counted as (
    select
        courses.platform,
        courses.course_name,
        courses.term,
        count(enrolled.learner_id) as n_enrolled
    from courses
    left join enrolled
        on courses.course_id = enrolled.course_id
    group by courses.platform, courses.course_name, courses.term
),

names as (
    select distinct
        platform,
        course_name
    from counted
),

terms as (
    select distinct
        platform,
        term
    from counted
),

-- Every course in every term: one that was not offered has no count, not zero.
cells as (
    select
        names.platform,
        names.course_name,
        terms.term,
        counted.n_enrolled
    from names
    inner join terms
        on names.platform = terms.platform
    left join counted
        on
            names.platform = counted.platform
            and names.course_name = counted.course_name
            and terms.term is not distinct from counted.term
)

select
    platform,
    case when grouping(course_name) = 1 then 'all courses' else course_name end as course_name,
    case when grouping(term) = 1 then 'all terms' else term end as term,
    cast(sum(n_enrolled) as bigint) as n_enrolled
from cells
group by platform, cube(course_name, term)
