with
events as (
    select * from {{ ref('stg_edx__open_response_events') }}
    where event_type in ('ora_submitted', 'ora_team_submitted')
),

events_in_scope as (
    select * from {{ ref('int_learner_events_in_scope') }}
    where event_family = 'open_response'
),

team_members as (
    select * from {{ ref('int_team_members') }}
),

learner_courses as (
    select * from {{ ref('int_learner_courses') }}
),

scores as (
    select * from {{ ref('int_open_response_scores') }}
),

-- The browser may report a submission twice.
ranked as (
    select
        events.*,
        row_number() over (
            partition by events.submission_uuid
            order by {{ event_order('events') }}
        ) as copy_number
    from events
    inner join events_in_scope
        on events.event_id = events_in_scope.event_id
    where events.submission_uuid is not null and events.block_id is not null
),

submissions as (
    select * from ranked
    where copy_number = 1
),

-- A team's submission counts for each member.
authors as (
    select
        event_id,
        learner_id
    from submissions
    union distinct
    select
        submissions.event_id,
        team_members.learner_id
    from submissions
    inner join team_members
        on
            submissions.course_id = team_members.course_id
            and submissions.team_id = team_members.team_id
            and submissions.event_at >= team_members.joined_at
            and submissions.event_at < coalesce(team_members.left_at, timestamp '9999-12-31')
    left join learner_courses
        on
            team_members.learner_id = learner_courses.learner_id
            and team_members.course_id = learner_courses.course_id
    where coalesce(learner_courses.is_counted, {{ var('min_events_per_learner') == 0 }})
),

answer_texts as (
    select
        event_id,
        {{ each_json_item('answer_parts') }} as part
    from submissions
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
)

select
    'edx' as platform,
    submissions.event_id,
    submissions.course_id,
    authors.learner_id,
    submissions.block_id as problem_id,
    submissions.submission_uuid,
    submissions.team_id is not null as is_team_submission,
    submissions.event_at as submitted_at,
    submissions.attempt_number,
    coalesce(lengths.n_answers, 0) as n_answers,
    coalesce(lengths.n_characters, 0) as n_characters,
    coalesce(scores.n_peer_assessments, 0) as n_peer_assessments,
    scores.peer_score,
    coalesce(scores.n_self_assessments, 0) as n_self_assessments,
    scores.self_score,
    coalesce(scores.n_staff_assessments, 0) as n_staff_assessments,
    scores.staff_score,
    scores.score,
    scores.score_type
from submissions
inner join authors
    on submissions.event_id = authors.event_id
left join lengths
    on submissions.event_id = lengths.event_id
left join scores
    on submissions.submission_uuid = scores.submission_uuid
