with
coursera_learners as (
    select * from {{ of_coursera('stg_coursera__learners') }}
),

statements as (
    select * from {{ ref('int_grade_statements') }}
),

-- The latest statement counts. Fallbacks (`source_rank`) count where there is no other.
ranked as (
    select
        *,
        row_number() over (
            partition by learner_id, course_id, scope, block_id, statement_type
            order by
                source_rank asc,
                stated_at desc nulls last,
                source asc,
                line_no desc nulls last,
                event_id desc nulls last
        ) as recency
    from statements
)

select
    'edx' as platform,
    course_id,
    learner_id,
    scope,
    block_id,
    max(case when recency = 1 and statement_type = 'points' then earned end) as earned,
    max(case when recency = 1 and statement_type = 'points' then possible end) as possible,
    max(case when recency = 1 and statement_type = 'points' then percent end) as percent,
    max(case when recency = 1 and statement_type = 'points' then letter end) as letter,
    -- The platform gives no letter below the lowest passing grade.
    coalesce(
        bool_or(case when recency = 1 and statement_type = 'standing' then passed end),
        bool_or(
            case
                when recency = 1 and statement_type = 'points' and letter is not null then true
            end
        )
    ) as passed,
    max(case when recency = 1 and statement_type <> 'certificate' then stated_at end) as graded_at,
    bool_or(case when recency = 1 and statement_type = 'certificate' then is_certified end)
        as is_certified,
    case
        when bool_or(case when recency = 1 and statement_type = 'certificate' then is_certified end)
            then coalesce(
                max(case when source = 'event' then certified_at end), max(certified_at)
            )
    end as certified_at,
    max(case when recency = 1 and statement_type = 'certificate' then mode end) as certificate_mode
from ranked
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
