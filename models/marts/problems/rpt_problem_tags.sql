with
attempts as (
    select * from {{ ref('int_problem_attempts') }}
    where is_counted
),

courses as (
    select * from {{ ref('int_courses') }}
),

problems as (
    select
        *,
        row_number() over (
            partition by course_id, problem_id
            order by attempted_at desc, line_no desc, event_id desc
        ) as recency,
        count(*) over problem as n_submissions,
        count(case when is_correct then 1 end) over problem as n_correct
    from attempts
    window problem as (partition by course_id, problem_id)
),

tagged as (
    select
        platform,
        course_id,
        problem_id,
        n_submissions,
        n_correct,
        {{ each_json_entry('saved_tags', as_json=true) }} as tag
    from problems
    where recency = 1
),

-- A problem may have a tag twice.
tags as (
    select distinct
        platform,
        course_id,
        problem_id,
        tag.key as tag_name,
        {{ each_json_item('tag.value') }} as tag_value,
        n_submissions,
        n_correct
    from tagged
)

select
    tags.platform,
    tags.course_id,
    courses.org,
    tags.problem_id,
    tags.tag_name,
    tags.tag_value,
    tags.n_submissions,
    tags.n_correct
from tags
left join courses
    on tags.course_id = courses.course_id
