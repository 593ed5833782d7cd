with
events as (
    select
        *,
        case event_type
            when 'ora_peer_assessed' then 'peer'
            when 'ora_self_assessed' then 'self'
            when 'ora_staff_assessed' then 'staff'
        end as score_type
    from {{ ref('stg_edx__open_response_events') }}
    where submission_uuid is not null
),

-- A scorer who scores again replaces the earlier score; the staff scores as one.
ranked as (
    select
        *,
        row_number() over (
            partition by
                submission_uuid,
                score_type,
                case
                    when score_type = 'peer'
                        then coalesce(scorer_anonymous_id, cast(learner_id as string), event_id)
                end
            order by event_at desc, line_no desc, event_id desc
        ) as recency
    from events
    where score_type is not null
),

criteria as (
    select
        event_id,
        submission_uuid,
        score_type,
        {{ each_numbered_json_item('parts', 'part', 'place') }}
    from ranked
    where recency = 1
),

-- Older releases spell the field with a blank.
named_criteria as (
    select
        submission_uuid,
        score_type,
        place,
        {{ json_fields(
            well_formed("replace(part, '\"points possible\"', '\"points_possible\"')"),
            [{'option': ['points']}, {'criterion': ['name', 'points_possible']}]
        ) }} as fields
    from criteria
),

scored_criteria as (
    select
        submission_uuid,
        score_type,
        coalesce(fields.criterion.name, cast(place as string)) as criterion,
        {{ safe_double('fields.option.points', 'points') }} as points,
        {{ safe_double('fields.criterion.points_possible', 'max_points') }} as possible
    from named_criteria
),

-- The platform takes the median of each criterion; between two middle scores, it rounds up.
criterion_scores as (
    select
        submission_uuid,
        score_type,
        case when count(*) % 2 = 0 then ceil(median(points)) else median(points) end as points,
        max(possible) as possible
    from scored_criteria
    where points is not null and possible is not null
    group by submission_uuid, score_type, criterion
),

summed as (
    select
        submission_uuid,
        score_type,
        {{ exact_sum('points') }} as points,
        {{ exact_sum('possible') }} as possible
    from criterion_scores
    group by submission_uuid, score_type
),

scores as (
    select
        submission_uuid,
        score_type,
        {{ edx_share_of_points('points', 'possible') }} as score
    from summed
),

submissions as (
    select
        ranked.submission_uuid,
        count(case when ranked.score_type = 'peer' then 1 end) as n_peer_assessments,
        count(case when ranked.score_type = 'self' then 1 end) as n_self_assessments,
        count(case when ranked.score_type = 'staff' then 1 end) as n_staff_assessments,
        max(case when scores.score_type = 'peer' then scores.score end) as peer_score,
        max(case when scores.score_type = 'self' then scores.score end) as self_score,
        max(case when scores.score_type = 'staff' then scores.score end) as staff_score
    from ranked
    left join scores
        on
            ranked.submission_uuid = scores.submission_uuid
            and ranked.score_type = scores.score_type
    group by ranked.submission_uuid
)

-- A score of the staff replaces the others, and one of the peers the learner's own.
select
    *,
    coalesce(staff_score, peer_score, self_score) as score,
    case
        when staff_score is not null then 'staff'
        when peer_score is not null then 'peer'
        when self_score is not null then 'self'
    end as score_type
from submissions
