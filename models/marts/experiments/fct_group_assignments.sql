with
sightings as (
    select * from {{ ref('int_group_sightings') }}
),

learner_courses as (
    select * from {{ ref('int_learner_courses') }}
    where is_counted
),

courses as (
    select * from {{ ref('int_courses') }}
),

counted_sightings as (
    select
        sightings.*,
        row_number() over (
            partition by
                sightings.learner_id,
                sightings.course_id,
                sightings.partition_type,
                sightings.partition_id
            order by
                sightings.is_assignment desc nulls last,
                sightings.event_at asc nulls last,
                sightings.line_no asc nulls last,
                sightings.event_id asc nulls last
        ) as precedence
    from sightings
    inner join learner_courses
        on
            sightings.learner_id = learner_courses.learner_id
            and sightings.course_id = learner_courses.course_id
    left join courses
        on sightings.course_id = courses.course_id
    where {{ within_course_dates('sightings.event_at') }}
)

select
    platform,
    course_id,
    learner_id,
    partition_type,
    partition_id,
    max(case when precedence = 1 then partition_name end) as partition_name,
    max(case when precedence = 1 then group_id end) as group_id,
    max(case when precedence = 1 then group_name end) as group_name,
    min(case when is_assignment then event_at end) as assigned_at,
    min(case when is_exposure then event_at end) as first_exposure_at,
    count(distinct group_id) as n_groups,
    count(case when is_assignment then 1 end) as n_assignments,
    count(case when is_exposure then 1 end) as n_exposures
from counted_sightings
group by platform, course_id, learner_id, partition_type, partition_id
