with
audience as (
    select * from {{ ref('int_learner_client_counts') }}
    where learner_id is not null
),

clickstream_events as (
    select * from {{ of_coursera('stg_coursera__clickstream_events') }}
    where learner_id is not null and screen_resolution is not null
),

used as (
    select
        learner_id,
        course_id,
        dimension,
        value, -- noqa
        n_events
    from audience
    union all
    select
        learner_id,
        course_id,
        'screen_resolution' as dimension,
        screen_resolution as value, -- noqa
        count(*) as n_events
    from clickstream_events
    group by learner_id, course_id, screen_resolution
),

ranked as (
    select
        *,
        row_number() over (
            partition by learner_id, course_id, dimension
            order by value is null asc, n_events desc, value asc
        ) as preference
    from used
)

select
    learner_id,
    course_id,
    max(value) filter (where dimension = 'os') as os,
    max(value) filter (where dimension = 'browser') as browser,
    max(value) filter (where dimension = 'device_type') as device_type,
    max(value) filter (where dimension = 'language') as language, -- noqa
    max(value) filter (where dimension = 'screen_resolution') as screen_resolution
from ranked
where preference = 1
group by learner_id, course_id
