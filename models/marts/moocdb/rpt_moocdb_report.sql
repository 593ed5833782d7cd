{{ config(schema='marts') }}

with
courses as (
    select * from {{ ref('course_metadata') }}
),

observed_events as (
    select
        course_id,
        count(distinct user_id) as n_users,
        count(distinct observed_event_id) as n_observed_events,
        count(*) filter (where observed_event_duration < 0) as n_negative_durations,
        min(observed_event_timestamp) as first_event_at,
        max(observed_event_timestamp) as last_event_at
    from {{ ref('observed_events') }}
    group by course_id
),

resources as (
    select
        resources.course_id,
        count(*) as n_resources,
        count(*) filter (
            where coalesce(resource_types.resource_type_name, 'other') = 'other'
        ) as n_untyped,
        count(*) filter (where resources.resource_name is null) as n_unnamed,
        count(*) filter (where resources.resource_parent_id is null) as n_without_parent,
        count(*) filter (where resources.resource_child_number is null) as n_without_child_number
    from {{ ref('resources') }} as resources
    left join {{ ref('resource_types') }} as resource_types
        on resources.resource_type_id = resource_types.resource_type_id
    group by resources.course_id
),

problems as (
    select
        problems.course_id,
        count(*) as n_problems,
        count(*) filter (
            where coalesce(problem_types.problem_type_name, 'question_group') = 'question_group'
        ) as n_untyped
    from {{ ref('problems') }} as problems
    left join {{ ref('problem_types') }} as problem_types
        on problems.problem_type_id = problem_types.problem_type_id
    group by problems.course_id
),

urls as (
    select
        course_id,
        count(*) as n_urls
    from {{ ref('urls') }}
    group by course_id
),

collaborations as (
    select
        course_id,
        count(*) as n_collaborations
    from {{ ref('collaborations') }}
    group by course_id
),

submissions as (
    select
        course_id,
        count(*) as n_submissions
    from {{ ref('submissions') }}
    group by course_id
)

select
    courses.platform,
    courses.course_id,
    coalesce(observed_events.n_users, 0) as n_enrollments,
    coalesce(resources.n_resources, 0) as n_resources,
    100 * resources.n_untyped / nullif(resources.n_resources, 0) as percent_resources_untyped,
    100 * resources.n_unnamed / nullif(resources.n_resources, 0) as percent_resources_unnamed,
    100 * resources.n_without_parent / nullif(resources.n_resources, 0)
        as percent_resources_without_parent,
    100 * resources.n_without_child_number / nullif(resources.n_resources, 0)
        as percent_resources_without_child_number,
    coalesce(problems.n_problems, 0) as n_problems,
    100 * problems.n_untyped / nullif(problems.n_problems, 0) as percent_problems_untyped,
    coalesce(observed_events.n_observed_events, 0) as n_observed_events,
    coalesce(observed_events.n_negative_durations, 0) as n_negative_durations,
    coalesce(urls.n_urls, 0) as n_urls,
    observed_events.first_event_at,
    observed_events.last_event_at,
    coalesce(collaborations.n_collaborations, 0) as n_collaborations,
    coalesce(submissions.n_submissions, 0) as n_submissions
from courses
left join observed_events
    on courses.course_id = observed_events.course_id
left join resources
    on courses.course_id = resources.course_id
left join problems
    on courses.course_id = problems.course_id
left join urls
    on courses.course_id = urls.course_id
left join collaborations
    on courses.course_id = collaborations.course_id
left join submissions
    on courses.course_id = submissions.course_id
