with
posts as (
    select * from {{ ref('int_forum_posts') }}
),

votes as (
    select * from {{ ref('int_forum_votes') }}
),

acts as (
    select
        platform,
        learner_id,
        course_id,
        activity_date,
        kind as act,
        1 as change
    from ({{ on_local_days('posts', 'created_at', is_counted=true) }})
    where created_at is not null
    union all
    select
        platform,
        learner_id,
        course_id,
        activity_date,
        direction || ' given' as act,
        change
    from ({{ on_local_days('votes', 'event_at', is_counted=true) }})
    union all
    select
        platform,
        target_learner_id as learner_id,
        course_id,
        activity_date,
        direction || ' received' as act,
        change
    from ({{ on_local_days('votes', 'event_at', is_counted=true) }})
)

select
    platform,
    learner_id,
    course_id,
    activity_date,
    {% for column, act in {
        'forum_posts': 'thread', 'forum_responses': 'response', 'forum_comments': 'comment',
        'upvotes_given': 'up given', 'downvotes_given': 'down given',
        'upvotes_received': 'up received',
    }.items() -%}
        cast(coalesce(sum(change) filter (where act = '{{ act }}'), 0) as bigint) as {{ column }},
    {% endfor -%}
    cast(coalesce(sum(change) filter (where act = 'down received'), 0) as bigint)
        as downvotes_received
from acts
where learner_id is not null
group by platform, learner_id, course_id, activity_date
