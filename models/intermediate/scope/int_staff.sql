with
staff_events as (
    select * from {{ ref('int_staff_events') }}
),

course_roles as (
    select * from {{ ref('int_course_roles') }}
),

staff_list as (
    select * from {{ ref('staff') }}
),

usernames as (
    select * from {{ ref('int_learner_usernames') }}
),

coursera_learners as (
    select * from {{ of_coursera('stg_coursera__learners') }}
),

access_groups as (
    select * from {{ ref('coursera_access_groups') }}
),

evidence_events as (
    select
        learner_id,
        course_id,
        reason,
        event_type as evidence,
        event_id,
        event_at
    from staff_events
    union all
    select
        learner_id,
        course_id,
        'course or forum role' as reason,
        role as evidence,
        event_id,
        event_at
    from course_roles
    where is_staff
),

ranked_events as (
    select
        *,
        row_number() over (
            partition by learner_id, course_id, reason
            order by event_at asc nulls last, event_id asc nulls last, evidence asc
        ) as evidence_number
    from evidence_events
),

listed_learners as (
    select distinct
        usernames.platform,
        usernames.learner_id,
        {{ trimmed('staff_list.course_id') }} as course_id
    from staff_list
    inner join usernames
        on
            {{ trimmed('staff_list.username') }} = usernames.username
            and coalesce({{ trimmed('staff_list.platform') }}, 'edx') = usernames.platform
)

select
    'edx' as platform,
    learner_id,
    course_id,
    reason,
    evidence,
    event_at as first_seen_at
from ranked_events
where evidence_number = 1
union all
select
    platform,
    learner_id,
    course_id,
    'staff list' as reason,
    'seed staff' as evidence,
    cast(null as timestamp) as first_seen_at
from listed_learners
union all
select distinct
    'coursera' as platform,
    coursera_learners.learner_id,
    coursera_learners.course_id,
    'access group' as reason,
    coursera_learners.access_group as evidence,
    cast(null as timestamp) as first_seen_at
from coursera_learners
inner join access_groups
    on coursera_learners.access_group = access_groups.access_group
where access_groups.is_staff
