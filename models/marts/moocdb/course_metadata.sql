with
courses as (
    select * from {{ ref('int_moocdb_courses') }}
),

features as (
    select * from {{ ref('int_course_features') }}
),

foreign_courses as (
    select * from {{ ref('int_foreign_courses') }}
)

select
    courses.name as title,
    {{ local_day('courses.started_at', 'courses.time_zone') }} as start_date,
    courses.end_date as wrap_up_date,
    features.last_release_date,
    cast(null as bigint) as midterm_exam_resource_id,
    cast(null as bigint) as final_exam_resource_id,
    cast(null as string) as release_periodicity,
    cast(features.uses_peer_grading as integer) as uses_peer_grading,
    cast(features.uses_self_grading as integer) as uses_self_grading,
    cast(features.uses_staff_grading as integer) as uses_staff_grading,
    cast(features.has_problems as integer) as has_problems,
    cast(features.has_in_video_quizzes as integer) as has_in_video_quizzes,
    cast(features.has_open_responses as integer) as has_open_ended_assignments,
    cast(features.uses_soft_deadlines as integer) as uses_soft_deadlines,
    cast(features.uses_hard_deadlines as integer) as uses_hard_deadlines,
    cast(null as integer) as allows_drop_in,
    cast(features.offers_certificates as integer) as offers_certificates,
    cast(features.offers_verified_certificates as integer) as offers_verified_certificates,
    cast(null as integer) as uses_video_pip,
    cast(null as integer) as uses_annotated_slide_instruction,
    cast(null as integer) as uses_static_slides_instruction,
    cast(null as integer) as uses_board_style_instruction,
    courses.started_at as start_timestamp,
    courses.is_start_estimated,
    courses.n_weeks,
    courses.time_zone,
    courses.course_id,
    courses.platform
from courses
inner join features
    on courses.course_id = features.course_id
union all
select
    title,
    start_date,
    wrap_up_date,
    last_release_date,
    midterm_exam_resource_id,
    final_exam_resource_id,
    release_periodicity,
    uses_peer_grading,
    uses_self_grading,
    uses_staff_grading,
    has_problems,
    has_in_video_quizzes,
    has_open_ended_assignments,
    uses_soft_deadlines,
    uses_hard_deadlines,
    allows_drop_in,
    offers_certificates,
    offers_verified_certificates,
    uses_video_pip,
    uses_annotated_slide_instruction,
    uses_static_slides_instruction,
    uses_board_style_instruction,
    start_timestamp,
    is_start_estimated,
    n_weeks,
    time_zone,
    course_id,
    'moocdb' as platform
from foreign_courses
