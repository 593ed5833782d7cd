with
group_events as (
    select * from {{ ref('stg_edx__group_events') }}
),

event_subjects as (
    select * from {{ ref('int_edx_event_subjects') }}
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
        case event_type when 'cohort_user_added' then 'cohort' else 'experiment' end
            as partition_type,
        partition_id,
        partition_name,
        group_id,
        group_name,
        true as is_assignment,
        false as is_exposure
    from learner_events
    where event_type in ('assigned_to_partition', 'cohort_user_added')
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
        counted_tags.n_partitions = 1 as is_exposure
    from learner_events
    inner join counted_tags
        on learner_events.event_id = counted_tags.event_id
)

select
    'edx' as platform,
    *
from sightings
where
    learner_id is not null
    and course_id is not null
    and partition_id is not null
    and group_id is not null
