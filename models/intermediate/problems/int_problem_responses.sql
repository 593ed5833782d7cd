{{ config(
    materialized='incremental',
    pre_hook="{{ delete_outdated(changed_learner_courses()) }}",
) }}

with
attempts as (
    select * from {{ ref('int_problem_attempt_events') }}
    {% if is_incremental() %}
        where {{ is_unbuilt() }}
    {% endif %}
),

coursera_parts as (
    select * from {{ of_coursera('int_coursera_problem_parts') }}
),

-- An edX check holds its parts as JSON; Coursera's parts are rows of their own.
edx_attempts as (
    select * from attempts
    where platform = 'edx'
),

submitted as (
    select
        event_id,
        problem_id,
        {{ each_json_entry('submission', ['question', 'response_type', 'variant'], ['answer']) }}
            as part
    from edx_attempts
),

-- Before March 2014 a check had answers only, in the words of the form (`choice_2`).
answered as (
    select
        event_id,
        problem_id,
        {{ each_json_entry('answers', as_json=true) }} as part
    from edx_attempts
    where submission is null or submission = '{}'
),

correct_maps as (
    select
        event_id,
        {{ each_json_entry('correct_map', ['correctness', 'npoints']) }} as part
    from edx_attempts
),

verdicts as (
    select
        event_id,
        part.key as part_id,
        {{ public_word('part.value.correctness') }} as correctness,
        {{ safe_double('part.value.npoints', 'points') }} as points
    from correct_maps
),

edx_answers as (
    select
        event_id,
        problem_id,
        part.key as part_id,
        part.value.question,
        {{ json_joined('part.value.answer', '|') }} as answer,
        {{ public_word('part.value.response_type') }} as response_type,
        part.value.variant
    from submitted
    union all
    select
        event_id,
        problem_id,
        part.key as part_id,
        cast(null as string) as question,
        {{ json_joined('part.value', '|') }} as answer,
        cast(null as string) as response_type,
        cast(null as string) as variant
    from answered
),

-- Any client can send any key. Where no key of an attempt ends in a number, as after names were
-- replaced, the ids that the server judged are parts, if they can be.
edx_parts as (
    select
        edx_answers.*,
        verdicts.correctness,
        verdicts.points,
        coalesce(
            {{ edx_part_number('edx_answers.part_id', 'edx_answers.problem_id') }},
            case
                when
                    verdicts.part_id is not null
                    and {{ edx_is_opaque_part_id('edx_answers.part_id') }}
                    and edx_answers.part_id <> {{ edx_block_name('edx_answers.problem_id') }}
                    and count({{ matched('edx_answers.part_id', '_[0-9]+_[0-9]+$') }})
                        over (partition by edx_answers.event_id)
                    = 0
                    then edx_answers.part_id
            end
        ) as part
    from edx_answers
    left join verdicts
        on edx_answers.event_id = verdicts.event_id and edx_answers.part_id = verdicts.part_id
),

parts as (
    select
        event_id,
        part_id,
        part,
        question,
        answer,
        response_type,
        variant,
        correctness,
        points
    from edx_parts
    where part is not null
    union all
    select
        event_id,
        part_id,
        part_id as part,
        question,
        answer,
        response_type,
        cast(null as string) as variant,
        correctness,
        share_of_credit as points
    from coursera_parts
)

select
    attempts.learner_course_id,
    attempts.learner_course_version,
    attempts.event_id,
    attempts.load_id,
    attempts.platform,
    attempts.course_id,
    attempts.learner_id,
    attempts.problem_id,
    parts.part_id,
    parts.part,
    attempts.attempted_at,
    attempts.line_no,
    attempts.attempt_number,
    nullif(parts.question, '') as question,
    {{ replaced(replaced('parts.answer', '\\s+', ' '), '<choicehint[^>]*>.*?</choicehint>', '') }}
        as answer,
    nullif(parts.response_type, '') as response_type,
    nullif(parts.variant, '') as variant,
    parts.correctness,
    case parts.correctness when 'correct' then true when 'incorrect' then false end as is_correct,
    parts.points,
    attempts.grade,
    attempts.max_grade
from parts
inner join attempts
    on parts.event_id = attempts.event_id
