with
edx_events as (
    select * from {{ ref('int_edx_enrollment_events') }}
),

snapshots as (
    select * from {{ ref('int_enrollment_snapshots') }}
),

coursera_learners as (
    select * from {{ of_coursera('stg_coursera__learners') }}
)

select
    'edx' as platform,
    'log' as source,
    event_id,
    load_id,
    event_at,
    line_no,
    course_id,
    learner_id,
    action,
    mode
from edx_events
union all
select
    'edx' as platform,
    'package_created' as source,
    md5('edx-package/' || course_id || '/created/' || cast(learner_id as string)) as event_id,
    load_id,
    unlogged_start_at as event_at,
    0 as line_no,
    course_id,
    learner_id,
    'activated' as action,
    unlogged_start_mode as mode
from snapshots
where unlogged_start_at is not null
union all
select
    'edx' as platform,
    'package_state' as source,
    md5('edx-package/' || course_id || '/state/' || cast(learner_id as string)) as event_id,
    load_id,
    as_of_at as event_at,
    1 as line_no,
    course_id,
    learner_id,
    unlogged_action as action,
    mode
from snapshots
where unlogged_action is not null
union all
select
    'coursera' as platform,
    'export' as source,
    md5(
        'coursera/' || course_id || '/registration/'
        || coalesce(cast(user_id as string), session_user_id)
    ) as event_id,
    load_id,
    registered_at as event_at,
    cast(null as bigint) as line_no,
    course_id,
    learner_id,
    'activated' as action,
    cast(null as string) as mode
from coursera_learners
where registered_at is not null
