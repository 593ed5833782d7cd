with
coursera_learners as (
    select * from {{ ref('stg_coursera__learners') }}
),

grade_events as (
    select
        *,
        case
            when event_type in ('course_passed', 'course_passed_first_time', 'course_failed')
                then 'standing'
            else 'points'
        end as says
    from {{ ref('stg_edx__grade_events') }}
),

certificate_events as (
    select * from {{ ref('stg_edx__certificate_events') }}
    where event_type in ('certificate_created', 'certificate_revoked')
),

event_subjects as (
    select * from {{ ref('int_edx_event_subjects') }}
),

statements as (
    select
        subject_user_id,
        course_id,
        scope,
        block_id,
        says,
        event_id,
        event_at,
        line_no,
        event_type,
        earned,
        possible,
        coalesce(percent, {{ edx_share_of_points('earned', 'possible') }}) as percent,
        letter_grade,
        cast(null as string) as mode
    from grade_events
    union all
    select
        subject_user_id,
        course_id,
        'course' as scope,
        cast(null as string) as block_id,
        'certificate' as says,
        event_id,
        event_at,
        line_no,
        event_type,
        cast(null as double) as earned,
        cast(null as double) as possible,
        cast(null as double) as percent,
        cast(null as string) as letter_grade,
        mode
    from certificate_events
),

ranked as (
    select
        statements.*,
        event_subjects.learner_id,
        row_number() over (
            partition by
                event_subjects.learner_id, statements.course_id, statements.scope,
                statements.block_id,
                statements.says
            order by statements.event_at desc, statements.line_no desc, statements.event_id desc
        ) as recency
    from statements
    inner join event_subjects
        on statements.subject_user_id = event_subjects.user_id
    where statements.course_id is not null
)

select
    'edx' as platform,
    course_id,
    learner_id,
    scope,
    block_id,
    max(earned) filter (where says = 'points') as earned,
    max(possible) filter (where says = 'points') as possible,
    max(percent) filter (where says = 'points') as percent,
    max(letter_grade) filter (where says = 'points') as letter,
    -- The platform gives no letter below the lowest passing grade.
    coalesce(
        bool_or(event_type <> 'course_failed') filter (where says = 'standing'),
        bool_or(true) filter (where says = 'points' and letter_grade is not null)
    ) as passed,
    max(event_at) filter (where says <> 'certificate') as graded_at,
    bool_or(event_type = 'certificate_created') filter (where says = 'certificate')
        as is_certified,
    max(event_at) filter (where says = 'certificate' and event_type = 'certificate_created')
        as certified_at,
    max(mode) filter (where says = 'certificate') as certificate_mode
from ranked
where recency = 1
group by course_id, learner_id, scope, block_id
union all
select
    'coursera' as platform,
    course_id,
    learner_id,
    'course' as scope,
    cast(null as string) as block_id,
    cast(null as double) as earned,
    cast(null as double) as possible,
    normal_grade / 100 as percent,
    cast(null as string) as letter,
    achievement_level in ('normal', 'distinction') as passed,
    cast(null as timestamp) as graded_at,
    cast(null as boolean) as is_certified,
    cast(null as timestamp) as certified_at,
    cast(null as string) as certificate_mode
from coursera_learners
where normal_grade is not null
