{%- set min_expected = 5 %}
{%- set partition = 'platform, course_id, partition_type, partition_id' %}

with
assignments as (
    select * from {{ ref('fct_group_assignments') }}
),

person_courses as (
    select * from {{ ref('fct_person_course') }}
),

-- Activity of learners whom only the data package has is unknown (null), not 0.
outcomes as (
    {% for outcome, value in {
        'completed': 'cast(cast(person_courses.completed as integer) as double)',
        'grade': 'person_courses.grade',
        'problem_attempts':
            'case when person_courses.n_events > 0'
            ~ ' then cast(person_courses.n_problem_attempts as double) end',
        'video_seconds':
            'case when person_courses.n_events > 0 then person_courses.video_seconds_watched end',
    }.items() -%}
        select
            assignments.*,
            '{{ outcome }}' as outcome,
            {{ value }} as value
        from assignments
        left join person_courses
            on
                assignments.learner_id = person_courses.learner_id
                and assignments.course_id = person_courses.course_id
        {% if not loop.last %}union all{% endif %}
    {% endfor %}
),

grouped as (
    select
        {{ partition }},
        group_id,
        outcome,
        max(partition_name) as partition_name,
        max(group_name) as group_name,
        count(*) as n_learners,
        count(case when n_groups > 1 then 1 end) as n_learners_in_several,
        count(value) as n_known,
        {{ exact_avg('value') }} as mean,
        {{ exact_variance('value') }} as variance
    from outcomes
    group by {{ partition }}, group_id, outcome
),

ordered as (
    select
        *,
        row_number() over (
            partition by {{ partition }}, outcome
            order by {{ safe_id('group_id') }} asc nulls last, group_id asc
        ) as group_number,
        count(*) over (partition by {{ partition }}, outcome) as n_groups,
        cast(sum(n_learners) over (partition by {{ partition }}, outcome) as double)
            as n_in_partition,
        cast(sum(n_learners * n_learners) over (partition by {{ partition }}, outcome) as double)
            as sum_of_squares
    from grouped
),

paired as (
    select
        ordered.*,
        ordered.group_number = 1 as is_reference,
        reference.group_id as reference_group_id,
        ordered.mean - reference.mean as difference,
        nullif(ordered.variance / ordered.n_known, 0) as error_within,
        nullif(reference.variance / reference.n_known, 0) as reference_error_within,
        reference.n_known as n_known_in_reference,
        ordered.variance is not null and reference.variance is not null
        and ordered.variance + reference.variance > 0 as is_comparable
    from ordered
    inner join ordered as reference
        on
            ordered.course_id = reference.course_id
            and ordered.partition_type = reference.partition_type
            and ordered.partition_id = reference.partition_id
            and ordered.outcome = reference.outcome
            and reference.group_number = 1
),

compared as (
    select
        *,
        case
            when is_comparable and not is_reference
                then sqrt(coalesce(error_within, 0) + coalesce(reference_error_within, 0))
        end as standard_error
    from paired
),

tested as (
    select
        *,
        difference / standard_error as welch_t,
        standard_error * standard_error * standard_error * standard_error
        / (
            coalesce(error_within * error_within / (n_known - 1), 0)
            + coalesce(
                reference_error_within * reference_error_within / (n_known_in_reference - 1), 0
            )
        ) as degrees_of_freedom
    from compared
),

p_values as (
    {{ student_p_values('tested', partition ~ ', group_id, outcome', 'welch_t', 'degrees_of_freedom') }}
)

select
    {%- for column in [
        'platform', 'course_id', 'partition_type', 'partition_id', 'partition_name', 'group_id',
        'group_name', 'outcome',
    ] %}
        tested.{{ column }},
    {%- endfor %}
    tested.n_learners,
    tested.n_learners_in_several,
    tested.n_known,
    tested.mean,
    sqrt(tested.variance) as standard_deviation,
    tested.reference_group_id,
    case when not tested.is_reference then tested.difference end as difference,
    tested.standard_error,
    tested.welch_t,
    tested.degrees_of_freedom,
    p_values.p_value,
    case
        when
            tested.partition_type = 'experiment'
            and tested.n_groups > 1
            and tested.n_in_partition / tested.n_groups >= {{ min_expected }}
            then greatest(
                tested.n_groups * tested.sum_of_squares / tested.n_in_partition
                - tested.n_in_partition,
                0
            )
    end as sample_ratio_chi_square,
    case
        when
            tested.partition_type = 'experiment'
            and tested.n_groups > 1
            and tested.n_in_partition / tested.n_groups >= {{ min_expected }}
            then tested.n_groups - 1
    end as sample_ratio_degrees_of_freedom
from tested
left join p_values
    on
        {% for column in ['course_id', 'partition_type', 'partition_id', 'group_id', 'outcome'] -%}
            tested.{{ column }} = p_values.{{ column }}
            {% if not loop.last %}and {% endif %}
        {%- endfor %}
