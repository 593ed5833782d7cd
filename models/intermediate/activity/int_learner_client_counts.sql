with
events as (
    select
        *,
        lower({{ matched('accept_language', '^\\s*([A-Za-z]{1,8})', 1) }}) as language
    from {{ ref('int_events_in_scope') }}
    where course_id is not null
),

user_agents as (
    select * from {{ ref('int_user_agents') }}
),

-- Aggregate first: there are few combinations of user agent and language.
combinations as (
    select
        platform,
        course_id,
        learner_id,
        user_agent,
        language,
        count(*) as n_events
    from events
    group by platform, course_id, learner_id, user_agent, language
),

described as (
    select
        combinations.*,
        user_agents.browser,
        user_agents.os,
        user_agents.device,
        user_agents.device_type
    from combinations
    left join user_agents
        on combinations.user_agent = user_agents.user_agent
)

{% for dimension in ['browser', 'os', 'device', 'device_type', 'language'] -%}
    select
        platform,
        course_id,
        learner_id,
        '{{ dimension }}' as dimension,
        {{ dimension }} as value, -- noqa
        cast(sum(n_events) as bigint) as n_events
    from described
    group by platform, course_id, learner_id, {{ dimension }}
    {% if not loop.last %} union all {% endif %}
{% endfor %}
