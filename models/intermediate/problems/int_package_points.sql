{{ config(materialized='view') }}

with
course_grades as (
    select * from {{ ref('stg_edx_package__course_grades') }}
),

certificates as (
    select * from {{ ref('stg_edx_package__certificates') }}
),

subsection_grades as (
    select * from {{ ref('stg_edx_package__subsection_grades') }}
),

student_modules as (
    select * from {{ ref('stg_edx_package__student_modules') }}
),

open_responses as (
    select * from {{ ref('stg_edx_package__open_responses') }}
),

course_points as (
    select
        learner_id,
        course_id,
        1 as source_rank,
        coalesce(modified_at, created_at) as stated_at,
        case when percent <= 2 then percent end as percent,
        letter
    from course_grades
    union all
    select
        learner_id,
        course_id,
        2 as source_rank,
        coalesce(modified_at, created_at) as stated_at,
        percent,
        null as letter
    from certificates
    where percent <= 2
),

block_points as (
    select
        learner_id,
        course_id,
        'subsection' as scope,
        block_id,
        1 as source_rank,
        coalesce(modified_at, created_at) as stated_at,
        earned,
        possible
    from subsection_grades
    union all
    select
        learner_id,
        course_id,
        'problem' as scope,
        block_id,
        2 as source_rank,
        scored_at as stated_at,
        earned,
        possible
    from open_responses
    where earned is not null
    union all
    select
        learner_id,
        course_id,
        'problem' as scope,
        block_id,
        3 as source_rank,
        cast(null as timestamp) as stated_at,
        earned,
        possible
    from student_modules
    where earned is not null and possible is not null
)

select
    learner_id,
    course_id,
    'course' as scope,
    cast(null as string) as block_id,
    source_rank,
    stated_at,
    cast(null as double) as earned,
    cast(null as double) as possible,
    percent,
    letter
from course_points
union all
select
    learner_id,
    course_id,
    scope,
    block_id,
    source_rank,
    stated_at,
    earned,
    possible,
    {{ edx_share_of_points('earned', 'possible') }} as percent,
    null as letter
from block_points
