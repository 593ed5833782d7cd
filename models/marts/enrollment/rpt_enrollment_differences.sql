with
snapshots as (
    select * from {{ ref('int_enrollment_snapshots') }}
),

logged_enrollments as (
    select * from {{ ref('int_edx_logged_enrollments') }}
),

learner_courses as (
    select * from {{ ref('int_learner_courses') }}
),

package_courses as (
    select
        course_id,
        max(as_of_at) as as_of_at
    from snapshots
    group by course_id
),

differences as (
    select
        course_id,
        learner_id,
        'is_enrolled' as difference,
        cast(is_enrolled as string) as package_value,
        cast(log_is_enrolled as string) as log_value,
        case when is_after_log then 'package' else 'log' end as used
    from snapshots
    where is_enrolled <> log_is_enrolled
    union all
    select
        course_id,
        learner_id,
        'mode' as difference,
        mode as package_value,
        log_mode as log_value,
        case when is_after_log then 'package' else 'log' end as used
    from snapshots
    where is_enrolled and log_is_enrolled and mode is distinct from log_mode
    union all
    select
        course_id,
        learner_id,
        'first_enrolled_at' as difference,
        cast(created_at as string) as package_value,
        cast(first_activated_at as string) as log_value,
        case when unlogged_start_at is null then 'log' else 'package' end as used
    from snapshots
    where
        is_logged
        and not coalesce(
            created_at between first_activated_at - interval 1 minute
            and first_activated_at + interval 1 minute,
            created_at is null
        )
    union all
    select
        course_id,
        learner_id,
        'not in logs' as difference,
        cast(is_enrolled as string) as package_value,
        cast(null as string) as log_value,
        'package' as used
    from snapshots
    where not is_logged
    union all
    select
        logged_enrollments.course_id,
        logged_enrollments.learner_id,
        'not in package' as difference,
        cast(null as string) as package_value,
        cast(logged_enrollments.is_enrolled as string) as log_value,
        'log' as used
    from logged_enrollments
    inner join package_courses
        on
            logged_enrollments.course_id = package_courses.course_id
            and logged_enrollments.first_logged_at <= package_courses.as_of_at
    left join snapshots
        on
            logged_enrollments.learner_id = snapshots.learner_id
            and logged_enrollments.course_id = snapshots.course_id
    where snapshots.learner_id is null
)

select
    'edx' as platform,
    differences.course_id,
    differences.learner_id,
    differences.difference,
    differences.package_value,
    differences.log_value,
    differences.used
from differences
inner join learner_courses
    on
        differences.learner_id = learner_courses.learner_id
        and differences.course_id = learner_courses.course_id
where learner_courses.is_counted
