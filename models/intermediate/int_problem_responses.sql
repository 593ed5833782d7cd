{{ config(
    materialized='incremental',
    incremental_strategy='append',
    on_schema_change='fail',
    pre_hook="{{ forget_changed_learner_courses() }}",
) }}

with
checks as (
    select * from {{ ref('int_problem_checks') }} as attempts
    {% if is_incremental() %}
        where {{ is_unbuilt('attempts') }}
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
        {{ each_json_entry('correct_map', ['correctness']) }} as part
    from checks
),

verdicts as (
    select
        event_id,
        part.key as part_id,
        part.value.correctness
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
        cast(null as varchar) as question,
        {{ json_joined('part.value', '|') }} as answer,
        cast(null as varchar) as response_type,
        cast(null as varchar) as variant
    from answered
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
    responses.part_id,
    checks.attempted_at,
    checks.line_no,
    checks.attempt_number,
    nullif(responses.question, '') as question,
    {{ replaced(
        replaced('responses.answer', '\\s+', ' '), '<choicehint[^>]*>.*?</choicehint>', ''
    ) }} as answer,
    nullif(responses.response_type, '') as response_type,
    nullif(responses.variant, '') as variant,
    verdicts.correctness,
    case verdicts.correctness when 'correct' then true when 'incorrect' then false end
        as is_correct,
    checks.grade,
    checks.max_grade
from responses
inner join checks
    on responses.event_id = checks.event_id
left join verdicts
    on responses.event_id = verdicts.event_id and responses.part_id = verdicts.part_id
-- The page's own rendering of a formula that is answered under the same key without the ending.
where responses.part_id not like '%!_dynamath' escape '!'
