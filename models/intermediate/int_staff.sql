with
events as (
    select * from {{ ref('int_events') }}
),

forum_events as (
    select * from {{ ref('stg_edx__forum_events') }}
),

staff_list as (
    select * from {{ ref('staff') }}
),

identities as (
    select * from {{ ref('int_learner_identities') }}
),

coursera_learners as (
    select * from {{ ref('stg_coursera__learners') }}
),

access_groups as (
    select * from {{ ref('coursera_access_groups') }}
),

by_event as (
    select distinct
        platform,
        learner_id,
        course_id,
        case
            when event_family in ('course_team', 'rescore') then 'course team event'
            when raw_event_type like '%instructor%' then 'instructor event'
            else 'studio event'
        end as reason
    from events
    where
        learner_id is not null
        and (
            event_family in ('course_team', 'rescore')
            or raw_event_type like '%studio%'
            or raw_event_type like '%instructor%'
            or host like 'studio.%'
        )
),

by_role as (
    select distinct
        'edx' as platform,
        learner_id,
        course_id,
        'course or forum role' as reason
    from forum_events
    where
        learner_id is not null
        and replace(concat(coalesce(course_roles, ''), coalesce(forum_roles, '')), '"Student"', '')
        like '%"%'
),

by_list as (
    select distinct
        identities.platform,
        identities.learner_id,
        {{ trimmed('staff_list.course_id') }} as course_id,
        'staff list' as reason
    from staff_list
    inner join identities
        on
            {{ trimmed('staff_list.username') }} = identities.username
            and coalesce({{ trimmed('staff_list.platform') }}, 'edx') = identities.platform
)

select * from by_event
union all
select
    'coursera' as platform,
    coursera_learners.learner_id,
    coursera_learners.course_id,
    'access group' as reason
from coursera_learners
inner join access_groups
    on coursera_learners.access_group = access_groups.access_group
where access_groups.is_staff
union all
select * from by_role
union all
select * from by_list
