with
cohort_members as (
    select * from {{ ref('stg_edx_package__cohort_members') }}
),

team_members as (
    select * from {{ ref('stg_edx_package__team_members') }}
)

{% for relation, values in {
    'cohort_members': ['cohort', 'cast(null as timestamp)', 'group_id', 'group_name'],
    'team_members': ['team', 'joined_at', 'team_id', 'team_name'],
}.items() -%}
    select
        md5(concat_ws(
            chr(31), '{{ values[0] }}', course_id, {{ values[2] }}, cast(learner_id as string)
        )) as event_id,
        {{ values[1] }} as event_at,
        cast(null as bigint) as line_no,
        learner_id,
        course_id,
        '{{ values[0] }}' as partition_type,
        '{{ values[0] }}' as partition_id,
        cast(null as string) as partition_name,
        {{ values[2] }} as group_id,
        {{ values[3] }} as group_name,
        true as is_assignment,
        false as is_exposure,
        false as is_removal,
        false as is_event
    from {{ relation }}
    {% if not loop.last %}union all{% endif %}
{% endfor %}
