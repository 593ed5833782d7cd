with
events as (
    select * from {{ ref('int_counted_events') }}
),

learner_weeks as (
    select
        platform,
        course_id,
        {{ week_start('event_at') }} as week_start_date,
        learner_id,
        bool_or(
            event_family <> 'enrollment' and coalesce(event_source, '') <> 'task'
        ) as was_active,
        bool_or(event_type = 'problem_check' and event_source = 'server') as attempted_problem,
        bool_or(
            event_type in ('thread_created', 'response_created', 'comment_created')
            and event_source = 'server'
        ) as posted_forum,
        bool_or(
            event_type = 'play_video' and event_source in ('browser', 'mobile')
        ) as played_video
    from events
    where course_id is not null
    group by platform, course_id, {{ week_start('event_at') }}, learner_id
),

activities as (
    {% for activity, flag in {
        'active': 'was_active', 'attempted_problem': 'attempted_problem',
        'posted_forum': 'posted_forum', 'played_video': 'played_video',
    }.items() %}
        select
            platform,
            course_id,
            week_start_date,
            '{{ activity }}' as activity,
            count(*) as n_learners
        from learner_weeks
        where {{ flag }}
        group by platform, course_id, week_start_date
        {% if not loop.last %} union all {% endif %}
    {% endfor %}
)

select * from activities
