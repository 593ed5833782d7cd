{%- set partition = 'learner_id, course_id, partition_type, partition_id' %}

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

partition_groups as (
    select * from {{ ref('int_partition_groups') }}
),

titles as (
    select * from {{ ref('int_content_titles') }}
),

counted_sightings as (
    select
        sightings.*,
        bool_or(sightings.is_event) over (
            partition by
                sightings.learner_id, sightings.course_id, sightings.partition_type,
                sightings.partition_id
        ) as is_logged
    from sightings
    inner join learner_courses
        on
            sightings.learner_id = learner_courses.learner_id
            and sightings.course_id = learner_courses.course_id
    left join courses
        on sightings.course_id = courses.course_id
    where {{ within_course_dates('sightings.event_at') }}
),

-- The data package shows a partition where no event does.
ordered as (
    select
        *,
        row_number() over (
            partition by {{ partition }}
            order by event_at asc nulls last, line_no asc nulls last, event_id asc
        ) as place,
        row_number() over (
            partition by {{ partition }}
            order by
                is_removal asc,
                is_assignment desc,
                event_at asc nulls last,
                line_no asc nulls last,
                event_id asc
        ) as precedence
    from counted_sightings
    where is_event or not is_logged
),

chosen as (
    select
        *,
        max(case when precedence = 1 then group_id end) over (partition by {{ partition }})
            as chosen_group_id
    from ordered
),

placed as (
    select
        *,
        max(case when not is_removal and group_id = chosen_group_id then place end)
            over (partition by {{ partition }}) as last_place_within
    from chosen
    where chosen_group_id is not null
),

assignments as (
    select
        platform,
        course_id,
        learner_id,
        partition_type,
        partition_id,
        max(case when precedence = 1 then partition_name end) as partition_name,
        max(chosen_group_id) as group_id,
        max(case when precedence = 1 then group_name end) as group_name,
        min(case when is_assignment then event_at end) as assigned_at,
        min(case when is_exposure then event_at end) as first_exposure_at,
        min(
            case
                when place <= last_place_within then null
                when is_removal and coalesce(group_id = chosen_group_id, true) then event_at
                when is_assignment and group_id <> chosen_group_id then event_at
            end
        ) as left_at,
        count(distinct group_id) as n_groups,
        count(case when is_assignment and is_event then 1 end) as n_assignments,
        count(case when is_exposure then 1 end) as n_exposures
    from placed
    group by platform, course_id, learner_id, partition_type, partition_id
)

-- Logs often have only numbers of experiments and keys of libraries.
select
    assignments.platform,
    assignments.course_id,
    assignments.learner_id,
    assignments.partition_type,
    assignments.partition_id,
    coalesce(
        assignments.partition_name,
        partition_groups.partition_name,
        case when assignments.partition_type = 'library' then titles.title end
    ) as partition_name,
    assignments.group_id,
    coalesce(assignments.group_name, partition_groups.group_name) as group_name,
    assignments.assigned_at,
    assignments.first_exposure_at,
    assignments.left_at,
    assignments.n_groups,
    assignments.n_assignments,
    assignments.n_exposures
from assignments
left join partition_groups
    on
        assignments.partition_type = 'experiment'
        and assignments.course_id = partition_groups.course_id
        and assignments.partition_id = partition_groups.partition_id
        and assignments.group_id = partition_groups.group_id
left join titles
    on
        assignments.course_id = titles.course_id
        and assignments.partition_id = titles.block_id
