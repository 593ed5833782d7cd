with
responses as (
    select * from {{ ref('int_problem_responses') }}
),

events_in_scope as (
    select * from {{ ref('int_learner_events_in_scope') }}
),

event_blocks as (
    select * from {{ ref('int_event_blocks') }}
),

agents as (
    select * from {{ ref('int_user_agents') }}
),

counted as (
    select
        responses.*,
        event_blocks.node as problem_node,
        event_blocks.node || '#' || responses.part as part_node,
        events_in_scope.user_agent,
        count(*) over (partition by responses.event_id) as n_parts
    from responses
    inner join events_in_scope
        on responses.event_id = events_in_scope.event_id
    inner join event_blocks
        on responses.event_id = event_blocks.event_id
),

-- Where several parts share one grade and the log shows no points of the part, its share is
-- unknown.
graded as (
    select
        *,
        case
            when correctness = 'correct' then 1.0
            when correctness = 'incorrect' then 0.0
            when correctness = 'partially-correct' and points > 0 and points < 1 then points
            when correctness = 'partially-correct' and n_parts = 1
                then {{ edx_share_of_points('grade', 'max_grade') }}
        end as share_of_credit,
        coalesce(attempt_number > 0, false) as is_numbered
    from counted
),

compared as (
    select
        *,
        row_number() over numbered as number_in_row,
        lag(answer) over numbered as previous_answer,
        lag(attempted_at) over numbered as previous_at,
        max(case when is_correct then 1 else 0 end) over (
            partition by learner_id, course_id, part_node, is_numbered
            order by attempted_at, line_no, event_id
            rows between unbounded preceding and 1 preceding
        ) as was_correct
    from graded
    window numbered as (
        partition by learner_id, course_id, part_node, is_numbered
        order by attempted_at, line_no, event_id
    )
)

select
    compared.platform,
    compared.course_id,
    {{ event_surrogate_id(['compared.platform', 'compared.event_id', 'compared.part_id']) }}
        as submission_id,
    compared.event_id,
    compared.learner_id,
    compared.problem_node,
    compared.part_node,
    compared.part,
    {{ surrogate_id(['compared.platform', 'compared.course_id', 'compared.part_node']) }}
        as problem_id,
    compared.attempted_at,
    compared.line_no,
    compared.attempt_number,
    coalesce(compared.answer, '') as answer,
    compared.response_type,
    compared.correctness,
    compared.share_of_credit,
    compared.max_grade,
    agents.os_id,
    agents.agent_id,
    case
        when not compared.is_numbered then 0
        when compared.was_correct = 1 then 0
        when
            compared.number_in_row > 1
            and (
                compared.answer is not distinct from compared.previous_answer
                or compared.attempted_at = compared.previous_at
            )
            then 0
        else 1
    end as validity
from compared
left join agents
    on compared.user_agent = agents.user_agent
