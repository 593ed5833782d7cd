with
events as (
    select * from {{ ref('int_events') }}
)

select
    learner_course_id,
    {{ rows_version([
        'event_id', 'load_id', 'event_type', 'event_family', 'area', 'course_id', 'time_flaw',
    ]) }} as version
from events
group by learner_course_id
