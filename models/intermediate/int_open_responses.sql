with
events as (
    select * from {{ ref('stg_edx__open_response_events') }}
    where submission_uuid is not null
),

counted_events as (
    select * from {{ ref('int_counted_events') }}
    where event_family = 'open_response'
),

-- A submission is sent once; the browser may report it twice.
submissions as (
    select
        events.*,
        row_number() over (
            partition by events.submission_uuid
            order by events.event_at, events.line_no, events.event_id
        ) as copy_number
    from events
    inner join counted_events
        on events.event_id = counted_events.event_id
    where events.event_type = 'ora_submitted' and events.block_id is not null
),

answer_texts as (
    select
        event_id,
        {{ each_json_item('answer_parts') }} as part
    from submissions
    where copy_number = 1
),

lengths as (
    select
        event_id,
        count(*) as n_answers,
        cast(sum(
            length(coalesce({{ json_fields(well_formed('part'), ['text']) }}.text, ''))
        ) as bigint) as n_characters
    from answer_texts
    group by event_id
),

criteria as (
    select
        event_id,
        submission_uuid,
        score_type,
        {{ each_json_item('parts') }} as part
    from events
    where event_type in ('ora_peer_assessed', 'ora_self_assessed', 'ora_staff_assessed')
),

marked as (
    select
        event_id,
        submission_uuid,
        score_type,
        {{ json_fields(well_formed('part'), [
            {'option': ['points']}, {'criterion': ['points possible', 'points_possible']},
        ]) }} as fields
    from criteria
),

summed as (
    select
        event_id,
        submission_uuid,
        score_type,
        {{ exact_sum(safe_double('fields.option.points', 'points')) }} as points,
        {{ exact_sum(safe_double(
            'coalesce(fields.criterion."points possible", fields.criterion.points_possible)',
            'max_points'
        )) }} as max_points
    from marked
    group by event_id, submission_uuid, score_type
),

assessments as (
    select
        *,
        {{ bounded('points / nullif(max_points, 0)', 'share') }} as score
    from summed
),

scores as (
    select
        submission_uuid,
        count(*) filter (where score_type = 'PE') as n_peer_assessments,
        {{ exact_avg("case when score_type = 'PE' then score end") }} as peer_score,
        count(*) filter (where score_type = 'SE') as n_self_assessments,
        {{ exact_avg("case when score_type = 'SE' then score end") }} as self_score,
        count(*) filter (where score_type = 'ST') as n_staff_assessments,
        {{ exact_avg("case when score_type = 'ST' then score end") }} as staff_score
    from assessments
    group by submission_uuid
)

select
    'edx' as platform,
    submissions.event_id,
    submissions.course_id,
    submissions.learner_id,
    submissions.block_id as problem_id,
    submissions.submission_uuid,
    submissions.event_at as submitted_at,
    submissions.attempt_number,
    coalesce(lengths.n_answers, 0) as n_answers,
    coalesce(lengths.n_characters, 0) as n_characters,
    coalesce(scores.n_peer_assessments, 0) as n_peer_assessments,
    scores.peer_score,
    coalesce(scores.n_self_assessments, 0) as n_self_assessments,
    scores.self_score,
    coalesce(scores.n_staff_assessments, 0) as n_staff_assessments,
    scores.staff_score
from submissions
left join lengths
    on submissions.event_id = lengths.event_id
left join scores
    on submissions.submission_uuid = scores.submission_uuid
where submissions.copy_number = 1
