with
group_events as (
    select * from {{ ref('stg_edx__group_events') }}
),

event_subjects as (
    select * from {{ ref('int_edx_event_subjects') }}
),

team_events as (
    select * from {{ ref('stg_edx__team_events') }}
    where team_id is not null
),

package_sightings as (
    select * from {{ ref('int_package_group_sightings') }}
),

library_groups as (
    select * from {{ ref('int_library_groups') }}
),

learner_events as (
    select
        group_events.*,
        coalesce(event_subjects.learner_id, group_events.sender_learner_id) as learner_id
    from group_events
    left join event_subjects
        on group_events.subject_user_id = event_subjects.user_id
),

event_tags as (
    select
        event_id,
        {{ each_json_entry('course_user_tags') }} as tag
    from learner_events
    where event_type = 'split_test_rendered'
),

partition_tags as (
    select
        event_id,
        {{ matched('tag.key', 'partition_service[.]partition_([0-9]+)$', 1) }} as partition_id,
        {{ trimmed('tag.value') }} as group_id
    from event_tags
),

counted_tags as (
    select
        *,
        count(*) over (partition by event_id) as n_partitions
    from partition_tags
    where partition_id is not null and group_id is not null
),

sightings as (
    select
        event_id,
        event_at,
        line_no,
        learner_id,
        course_id,
        case when event_type like 'cohort!_%' escape '!' then 'cohort' else 'experiment' end
            as partition_type,
        partition_id,
        partition_name,
        group_id,
        group_name,
        event_type <> 'cohort_user_removed' as is_assignment,
        false as is_exposure,
        event_type = 'cohort_user_removed' as is_removal,
        true as is_event
    from learner_events
    where event_type in ('assigned_to_partition', 'cohort_user_added', 'cohort_user_removed')
    union all
    -- The event does not name the block's partition: it is known where the learner has one only.
    select
        learner_events.event_id,
        learner_events.event_at,
        learner_events.line_no,
        learner_events.learner_id,
        learner_events.course_id,
        'experiment' as partition_type,
        counted_tags.partition_id,
        null as partition_name,
        counted_tags.group_id,
        null as group_name,
        false as is_assignment,
        counted_tags.n_partitions = 1 as is_exposure,
        false as is_removal,
        true as is_event
    from learner_events
    inner join counted_tags
        on learner_events.event_id = counted_tags.event_id
    union all
    -- A library gives blocks to a learner when they are shown, and may take the last one away.
    select
        learner_events.event_id,
        learner_events.event_at,
        learner_events.line_no,
        learner_events.learner_id,
        learner_events.course_id,
        'library' as partition_type,
        learner_events.partition_id,
        null as partition_name,
        library_groups.group_id,
        null as group_name,
        library_groups.group_id is not null as is_assignment,
        library_groups.group_id is not null as is_exposure,
        library_groups.group_id is null as is_removal,
        true as is_event
    from learner_events
    left join library_groups
        on learner_events.event_id = library_groups.event_id
    where
        learner_events.event_type = 'library_content_removed'
        or library_groups.group_id is not null
    union all
    select
        team_events.event_id,
        team_events.event_at,
        team_events.line_no,
        event_subjects.learner_id,
        team_events.course_id,
        'team' as partition_type,
        'team' as partition_id,
        null as partition_name,
        team_events.team_id as group_id,
        null as group_name,
        team_events.event_type = 'team_learner_added' as is_assignment,
        false as is_exposure,
        team_events.event_type = 'team_learner_removed' as is_removal,
        true as is_event
    from team_events
    inner join event_subjects
        on team_events.subject_user_id = event_subjects.user_id
    union all
    select * from package_sightings
)

select
    'edx' as platform,
    *
from sightings
where
    learner_id is not null
    and course_id is not null
    and partition_id is not null
    and (group_id is not null or is_removal)
