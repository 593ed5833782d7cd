{{ config(
    materialized='incremental',
    incremental_strategy='append',
    on_schema_change='fail',
    pre_hook="{{ forget_changed_learner_courses() }}",
) }}

with
checks as (
    select * from {{ ref('int_problem_checks') }}
    {% if is_incremental() %}
        where {{ is_unbuilt() }}
    {% endif %}
),

submitted as (
    select
        event_id,
        {{ each_json_entry('submission', ['question', 'response_type', 'variant'], ['answer']) }}
            as part
    from checks
),

-- Before March 2014 a check had answers only, in the words of the form (`choice_2`).
answered as (
    select
        event_id,
        {{ each_json_entry('answers', as_json=true) }} as part
    from checks
    where submission is null or submission = '{}'
),

judged as (
    select
        event_id,
        {{ each_json_entry('correct_map', ['correctness', 'npoints']) }} as part
    from checks
),

verdicts as (
    select
        event_id,
        part.key as part_id,
        part.value.correctness,
        {{ safe_double('part.value.npoints', 'points') }} as points
    from judged
),

responses as (
    select
        event_id,
        part.key as part_id,
        part.value.question,
        {{ json_joined('part.value.answer', '|') }} as answer,
        part.value.response_type,
        part.value.variant
    from submitted
    union all
    select
        event_id,
        part.key as part_id,
        cast(null as string) as question,
        {{ json_joined('part.value', '|') }} as answer,
        cast(null as string) as response_type,
        cast(null as string) as variant
    from answered
),

numbered as (
    select
        responses.*,
        checks.platform,
        case
            when checks.platform = 'edx'
                then {{ edx_part_number('responses.part_id', 'checks.problem_id') }}
            else responses.part_id
        end as part_number,
        checks.problem_id
    from responses
    inner join checks
        on responses.event_id = checks.event_id
),

-- Any client can send any key. Where no key of an attempt ends in a number, as after names were
-- replaced, the ids that the server judged are parts, if they can be.
parts as (
    select
        numbered.*,
        verdicts.correctness,
        verdicts.points,
        coalesce(
            numbered.part_number,
            case
                when
                    verdicts.part_id is not null
                    and {{ edx_is_opaque_part_id('numbered.part_id') }}
                    and numbered.part_id <> {{ edx_block_name('numbered.problem_id') }}
                    and count({{ matched('numbered.part_id', '_[0-9]+_[0-9]+$') }})
                        over (partition by numbered.event_id)
                    = 0
                    then numbered.part_id
            end
        ) as part
    from numbered
    left join verdicts
        on numbered.event_id = verdicts.event_id and numbered.part_id = verdicts.part_id
)

select
    checks.learner_course_id,
    checks.learner_course_version,
    checks.event_id,
    checks.load_id,
    checks.platform,
    checks.course_id,
    checks.learner_id,
    checks.problem_id,
    parts.part_id,
    parts.part,
    checks.attempted_at,
    checks.line_no,
    checks.attempt_number,
    nullif(parts.question, '') as question,
    {{ replaced(
        replaced('parts.answer', '\\s+', ' '), '<choicehint[^>]*>.*?</choicehint>', ''
    ) }} as answer,
    nullif(parts.response_type, '') as response_type,
    nullif(parts.variant, '') as variant,
    parts.correctness,
    case parts.correctness when 'correct' then true when 'incorrect' then false end as is_correct,
    parts.points,
    checks.grade,
    checks.max_grade
from parts
inner join checks
    on parts.event_id = checks.event_id
where parts.part is not null
