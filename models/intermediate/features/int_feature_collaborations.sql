with
collaborations as (
    select * from {{ ref('collaborations') }}
),

collaboration_types as (
    select * from {{ ref('collaboration_types') }}
),

courses as (
    select * from {{ ref('int_feature_courses') }}
)

select
    collaborations.platform,
    collaborations.course_id,
    collaborations.collaboration_id,
    collaborations.user_id as learner_id,
    collaboration_types.collaboration_type_name,
    collaborations.collaboration_timestamp as event_at,
    {{ local_time('collaborations.collaboration_timestamp', 'courses.time_zone') }} as local_at,
    {{ course_week('collaborations.collaboration_timestamp') }} as week_number,
    length(collaborations.collaboration_content) as n_characters
from collaborations
inner join courses
    on collaborations.course_id = courses.course_id
left join collaboration_types
    on collaborations.collaboration_type_id = collaboration_types.collaboration_type_id
