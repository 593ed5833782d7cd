{{ config(
    materialized='incremental',
    pre_hook="{{ delete_outdated(changed_events('stg_edx__events')) }}",
) }}

with
events as (
    {{ missing_event_payloads("event_family in ('xblock', 'poll', 'completion')") }}
),

parsed as (
    select
        *,
        {{ json_fields('payload', [
            'user_id', 'block_id', 'choice', 'choices', 'answer', 'submitted_answer', 'user_answers',
            'new_vote', 'vote', 'rating', 'rationale', 'new_freeform', 'freeform', 'grade', 'max_grade',
            'weighted_score', 'scaled_score', 'max_score', 'percent', 'completion', 'done',
        ]) }} as fields
    from events
),

-- A page that was seen posts its completion: the block is in the address, the share in the form.
posted as (
    select
        *,
        case
            when event_type = 'completion_published'
                then {{ matched('payload', 'completion[^0-9A-Za-z]{1,9}([0-9a-zA-Z.+-]+)', 1) }}
        end as published,
        case
            when event_type = 'completion_published'
                then {{ edx_block_key(url_decoded('coalesce(raw_event_type, raw_event_name)')) }}
        end as posted_block_id
    from parsed
),

typed as (
    select
        *,
        coalesce(
            fields.choice,
            fields.choices,
            fields.answer,
            fields.submitted_answer,
            fields.user_answers,
            nullif(coalesce(fields.new_vote, fields.vote), '-1'), fields.rating
        ) as answer,
        coalesce(fields.rationale, fields.new_freeform, fields.freeform) as comment_text,
        {{ safe_double('coalesce(fields.weighted_score, fields.grade, fields.scaled_score)') }}
            as score,
        {{ safe_double('coalesce(fields.max_score, fields.max_grade)') }} as max_score,
        coalesce(
            {{ safe_double('coalesce(fields.percent, fields.completion, published)') }},
            cast(cast({{ safe_boolean('fields.done') }} as integer) as double)
        ) as progress,
        coalesce(fields.percent, fields.completion, fields.done, published) is not null
            as names_progress
    from posted
)

select
    event_id,
    event_version,
    event_at,
    line_no,
    learner_id as sender_learner_id,
    {{ trimmed('fields.user_id') }} as subject_user_id,
    course_id,
    event_type,
    event_source,
    coalesce(
        {{ trimmed('fields.block_id') }}, posted_block_id, module_original_usage_key,
        module_usage_key
    ) as block_id,
    answer,
    cast(length(comment_text) as bigint) as n_comment_characters,
    -- Unusable numbers are null: a browser can send any score.
    case when score between 0 and 1000000 then score end as score,
    case when max_score between 0 and 1000000 then max_score end as max_score,
    case when progress between 0 and 1 then progress end as progress,
    names_progress
from typed
