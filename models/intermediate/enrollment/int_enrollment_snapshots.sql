with
package_rows as (
    select * from {{ ref('stg_edx_package__enrollments') }}
),

logged_enrollments as (
    select * from {{ ref('int_edx_logged_enrollments') }}
),

compared as (
    select
        package_rows.course_id,
        package_rows.learner_id,
        package_rows.load_id,
        package_rows.created_at,
        package_rows.is_enrolled,
        package_rows.mode,
        package_rows.as_of_at,
        logged_enrollments.learner_id is not null as is_logged,
        logged_enrollments.first_logged_at,
        logged_enrollments.first_activated_at,
        logged_enrollments.first_action,
        logged_enrollments.first_mode,
        logged_enrollments.is_enrolled as log_is_enrolled,
        logged_enrollments.mode as log_mode,
        coalesce(logged_enrollments.last_logged_at < package_rows.as_of_at, true)
            as is_after_log,
        case
            when logged_enrollments.learner_id is null
                then coalesce(package_rows.created_at, package_rows.as_of_at)
            when package_rows.created_at < logged_enrollments.first_logged_at - interval 1 minute
                then package_rows.created_at
        end as unlogged_start_at
    from package_rows
    left join logged_enrollments
        on
            package_rows.learner_id = logged_enrollments.learner_id
            and package_rows.course_id = logged_enrollments.course_id
),

-- Of an enrollment before the first event, the mode is known if nothing can have changed it.
started as (
    select
        *,
        case
            when unlogged_start_at is null then null
            when not is_logged then mode
            when first_action = 'deactivated' then first_mode
        end as unlogged_start_mode
    from compared
),

states as (
    select
        *,
        coalesce(log_is_enrolled, unlogged_start_at is not null) as was_enrolled,
        coalesce(log_mode, unlogged_start_mode) as previous_mode
    from started
)

select
    course_id,
    learner_id,
    load_id,
    created_at,
    is_enrolled,
    mode,
    as_of_at,
    is_logged,
    first_activated_at,
    log_is_enrolled,
    log_mode,
    is_after_log,
    unlogged_start_at,
    unlogged_start_mode,
    case
        when not is_after_log then null
        when is_enrolled and not was_enrolled then 'activated'
        when not is_enrolled and was_enrolled then 'deactivated'
        when is_enrolled and mode <> coalesce(previous_mode, '') then 'mode_changed'
    end as unlogged_action
from states
