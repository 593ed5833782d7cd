{#- Each incremental family of payloads holds the current events of its family. A row is an
    event that is missing, outdated or gone, or whose payload is lost. -#}
{%- set families = {
    'stg_edx__video_events': "event_family = 'video'",
    'stg_edx__problem_events': "event_family in ('problem', 'rescore')",
    'stg_edx__forum_events': "event_family = 'forum'",
    'stg_edx__navigation_events': "event_family = 'navigation'",
    'stg_edx__textbook_events': "event_family = 'textbook'",
    'stg_edx__open_response_events': "event_family = 'open_response'",
    'stg_edx__poll_events': "event_family = 'poll'",
    'stg_edx__xblock_events': "event_family in ('xblock', 'poll', 'completion')",
    'stg_edx__group_events': "event_type in ("
        ~ "'assigned_to_partition', 'split_test_rendered', 'cohort_user_added',"
        ~ "'cohort_user_removed', 'library_content_assigned', 'library_content_removed')",
    'stg_edx__enrollment_events': "event_family = 'enrollment'",
    'stg_edx__certificate_events': "event_family = 'certificate'",
    'stg_edx__team_events': "event_type in ('team_learner_added', 'team_learner_removed')",
    'stg_edx__event_payloads': 'true',
} -%}

with
events as (
    select * from {{ ref('stg_edx__events') }}
)

{% for model, condition in families.items() %}
    select
        '{{ model }}' as model,
        coalesce(events.event_id, family.event_id) as event_id
    from (
        select * from events
        where {{ condition }}
    ) as events
    full outer join {{ ref(model) }} as family
        on events.event_id = family.event_id and events.event_version = family.event_version
    where events.event_id is null or family.event_id is null
    {% if not loop.last %}union all{% endif %}
{% endfor %}
