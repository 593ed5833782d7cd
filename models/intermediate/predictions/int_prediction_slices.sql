{#- Slices by kind: course (none for a platform), value, and condition of its rows. -#}
{%- set slices = {
    'platform': ['cast(null as string)', 'predictions.platform', 'true'],
    'course': ['predictions.course_id', 'predictions.course_id', 'true'],
    'week': ['predictions.course_id', 'cast(predictions.week_number as string)', 'true'],
    'population': ['predictions.course_id', "'still_in'", 'predictions.is_still_in'],
    'group': ['predictions.course_id', 'groups.group_name', 'groups.learner_id is not null'],
} %}

with
predictions as (
    select * from {{ ref('int_predictions') }}
    where is_stopout is not null
),

-- Teams are too small to be judged, and libraries give a group to each learner.
groups as (
    select
        course_id,
        learner_id,
        coalesce(partition_name, partition_id) || ': ' || coalesce(group_name, group_id)
            as group_name
    from {{ ref('fct_group_assignments') }}
    where partition_type in ('cohort', 'experiment')
    group by all
),

sliced as (
    {% for kind, (course, value, condition) in slices.items() -%}
        select
            predictions.*,
            {{ course }} as judged_course_id,
            '{{ kind }}' as slice_kind,
            {{ value }} as slice_value
        from predictions
        {% if kind == 'group' -%}
            inner join groups
                on
                    predictions.course_id = groups.course_id
                    and predictions.learner_id = groups.learner_id
        {% endif -%}
        where {{ condition }}
        {% if not loop.last %}union all{% endif %}
    {% endfor %}
)

select
    {{ surrogate_id([
        'run_id', 'regime', 'label', 'lead_weeks', 'platform', 'judged_course_id', 'slice_kind',
        'slice_value',
    ]) }} as evaluation_id,
    run_id,
    model,
    is_baseline,
    regime,
    label,
    lead_weeks,
    platform,
    judged_course_id,
    slice_kind,
    slice_value,
    course_id,
    learner_id,
    week_number,
    was_possible,
    probability,
    is_stopout,
    load_id
from sliced
