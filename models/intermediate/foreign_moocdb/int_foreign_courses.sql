{%- set features = [
    'uses_peer_grading', 'uses_self_grading', 'uses_staff_grading', 'has_problems',
    'has_in_video_quizzes', 'has_open_ended_assignments', 'uses_soft_deadlines',
    'uses_hard_deadlines', 'allows_drop_in', 'offers_certificates', 'offers_verified_certificates',
    'uses_video_pip', 'uses_annotated_slide_instruction', 'uses_static_slides_instruction',
    'uses_board_style_instruction',
] %}

with
foreign_rows as (
    select
        course_id,
        {{ json_fields('fields', [
            'title', 'start_date', 'wrap_up_date', 'last_release_date', 'midterm_exam_resource_id',
            'final_exam_resource_id', 'release_periodicity', 'start_timestamp',
            'is_start_estimated', 'n_weeks', 'time_zone',
        ] + features) }} as fields
    from {{ ref('int_foreign_rows') }}
    where table_name = 'course_metadata'
),

landed as (
    select distinct course_id from {{ ref('int_foreign_rows') }}
),

resources as (
    select * from {{ ref('int_foreign_resources') }}
),

acts as (
    select
        course_id,
        min(acted_at) as first_at,
        max(acted_at) as last_at
    from (
        select
            course_id,
            observed_event_timestamp as acted_at
        from {{ ref('int_foreign_observed_events') }}
        union all
        select
            course_id,
            submission_timestamp as acted_at
        from {{ ref('int_foreign_submissions') }}
    )
    group by course_id
),

parsed as (
    select
        landed.course_id,
        foreign_rows.fields,
        {{ foreign_time('foreign_rows.fields.start_date') }} as start_day_at,
        {{ foreign_time('foreign_rows.fields.wrap_up_date') }} as wrap_up_at,
        {{ foreign_time('foreign_rows.fields.last_release_date') }} as last_release_at,
        {{ foreign_time('foreign_rows.fields.start_timestamp') }} as start_at,
        {{ safe_bigint('foreign_rows.fields.n_weeks', 'place') }} as n_weeks,
        case
            when {{ is_time_zone('foreign_rows.fields.time_zone') }}
                then foreign_rows.fields.time_zone
        end as time_zone,
        acts.first_at,
        acts.last_at
    from landed
    left join foreign_rows
        on landed.course_id = foreign_rows.course_id
    left join acts
        on landed.course_id = acts.course_id
),

dated as (
    select
        *,
        coalesce(start_at, start_day_at, first_at) as started_at,
        coalesce({{ seconds_between('start_day_at', 'wrap_up_at') }}, {{ seconds_between(
            'coalesce(start_at, start_day_at, first_at)', 'last_at'
        ) }}) as n_seconds
    from parsed
)

select
    dated.course_id,
    {{ trimmed('dated.fields.title') }} as title,
    cast(coalesce(
        dated.start_day_at, {{ local_time('dated.started_at', 'dated.time_zone') }}
    ) as date) as start_date,
    cast(dated.wrap_up_at as date) as wrap_up_date,
    cast(dated.last_release_at as date) as last_release_date,
    midterm.resource_id as midterm_exam_resource_id,
    final.resource_id as final_exam_resource_id,
    case
        when dated.fields.release_periodicity in ('all_at_course_start', 'weekly', 'biweekly')
            then dated.fields.release_periodicity
    end as release_periodicity,
    {%- for feature in features %}
        {{ foreign_flag('dated.fields.' ~ feature, 'share') }} as {{ feature }},
    {%- endfor %}
    dated.started_at as start_timestamp,
    coalesce(
        {{ foreign_flag('dated.fields.is_start_estimated', 'share') }} = 1,
        dated.start_at is null and dated.start_day_at is null
    ) as is_start_estimated,
    coalesce(dated.n_weeks, cast(greatest(ceil(dated.n_seconds / 604800), 1) as bigint)) as n_weeks,
    {{ zone_or_default('dated.time_zone') }} as time_zone,
    {{ count_unused([
        ('dated.fields.start_date', 'dated.start_day_at'),
        ('dated.fields.wrap_up_date', 'dated.wrap_up_at'),
        ('dated.fields.last_release_date', 'dated.last_release_at'),
        ('dated.fields.start_timestamp', 'dated.start_at'),
        ('dated.fields.time_zone', 'dated.time_zone'),
        ('dated.fields.midterm_exam_resource_id', 'midterm.resource_id'),
        ('dated.fields.final_exam_resource_id', 'final.resource_id'),
    ]) }} as n_unused_values
from dated
left join resources as midterm
    on
        dated.course_id = midterm.course_id
        and dated.fields.midterm_exam_resource_id = midterm.foreign_key
left join resources as final
    on
        dated.course_id = final.course_id
        and dated.fields.final_exam_resource_id = final.foreign_key
