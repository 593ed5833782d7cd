-- Every event that a counted learner caused lies in exactly one of the learner's sessions.
with
events as (
    select
        learner_id,
        course_id,
        count(*) as n_events
    from {{ ref('int_learner_events_in_scope') }}
    where {{ is_own_act('event_source') }}
    group by learner_id, course_id
),

sessions as (
    select
        learner_id,
        course_id,
        sum(n_events) as n_events,
        count(*) - max(session_number) as n_numbers_missing
    from {{ ref('fct_sessions') }}
    group by learner_id, course_id
),

overlapping as (
    select
        learner_id,
        course_id,
        bool_or(started_at <= previous_ended_at) as is_overlapping
    from (
        select
            *,
            lag(ended_at) over (
                partition by learner_id, course_id order by session_number
            ) as previous_ended_at
        from {{ ref('fct_sessions') }}
    ) as sessions
    group by learner_id, course_id
)

select
    events.learner_id,
    events.course_id,
    events.n_events,
    sessions.n_events as n_events_in_sessions
from events
full outer join sessions
    on
        events.learner_id = sessions.learner_id
        and events.course_id is not distinct from sessions.course_id
left join overlapping
    on
        sessions.learner_id = overlapping.learner_id
        and sessions.course_id is not distinct from overlapping.course_id
where
    overlapping.is_overlapping
    {%- if not var('restrict_to_course_dates') %}
        or events.n_events is distinct from sessions.n_events
        or sessions.n_numbers_missing <> 0
    {%- endif %}
