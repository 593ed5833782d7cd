with
-- Coursera's first post is the thread, so that comments may answer it.
forum_posts as (
    select
        posts.*,
        coalesce(
            parents.kind,
            case posts.kind when 'comment' then 'response' when 'response' then 'thread' end
        ) as parent_kind
    from {{ ref('int_forum_posts') }} as posts
    left join {{ ref('int_forum_posts') }} as parents
        on
            posts.platform = 'coursera'
            and parents.platform = 'coursera'
            and posts.course_id = parents.course_id
            and posts.parent_id = parents.post_id
),

forum_votes as (
    select * from {{ ref('int_forum_votes') }}
),

package_collaborations as (
    select * from {{ ref('int_package_collaborations') }}
),

wiki_edits as (
    select event_id from {{ ref('stg_edx__wiki_edits') }}
    union all
    select event_id from {{ of_coursera('int_coursera_export_events') }}
    where kind = 'wiki_edit'
),

events_in_scope as (
    select * from {{ ref('int_learner_events_in_scope') }}
),

event_resources as (
    select * from {{ ref('int_event_resources') }}
),

agents as (
    select * from {{ ref('int_user_agents') }}
),

export_events as (
    select
        event_id,
        'post/' || kind || '/' || post_id as act_key,
        'post/' || parent_kind || '/' || parent_id as parent_key,
        case kind
            when 'thread' then 'forum_post'
            when 'response' then 'forum_answer'
            else 'forum_comment'
        end as collaboration_type_name,
        cast(null as string) as content,
        n_characters
    from forum_posts
    union all
    select
        event_id,
        'vote/' || event_id as act_key,
        'post/' || post_kind || '/' || post_id as parent_key,
        'forum_vote' as collaboration_type_name,
        cast(case direction when 'up' then change when 'down' then -change end as string)
            as content,
        null as n_characters
    from forum_votes
    union all
    select
        event_id,
        'wiki/' || event_id as act_key,
        null as parent_key,
        'wiki_edit' as collaboration_type_name,
        null as content,
        null as n_characters
    from wiki_edits
),

counted as (
    select
        events_in_scope.platform,
        events_in_scope.course_id,
        events_in_scope.learner_id,
        events_in_scope.event_at,
        events_in_scope.line_no,
        export_events.*,
        event_resources.resource_id,
        agents.os_id,
        agents.agent_id
    from export_events
    inner join events_in_scope
        on export_events.event_id = events_in_scope.event_id
    inner join event_resources
        on export_events.event_id = event_resources.event_id
    left join agents
        on events_in_scope.user_agent = agents.user_agent
    union all
    select
        package_collaborations.platform,
        package_collaborations.course_id,
        package_collaborations.learner_id,
        package_collaborations.event_at,
        package_collaborations.line_no,
        export_events.*,
        package_collaborations.resource_id,
        null as os_id,
        null as agent_id
    from export_events
    inner join package_collaborations
        on export_events.event_id = package_collaborations.event_id
),

linked as (
    select
        counted.*,
        parents.act_key as known_parent_key
    from counted
    left join counted as parents
        on
            counted.course_id is not distinct from parents.course_id
            and counted.parent_key = parents.act_key
)

select
    platform,
    course_id,
    {{ event_surrogate_id(['platform', 'course_id', 'act_key']) }} as collaboration_id,
    event_id,
    learner_id,
    collaboration_type_name,
    content,
    n_characters,
    event_at,
    case
        when known_parent_key is not null
            then {{ event_surrogate_id(['platform', 'course_id', 'known_parent_key']) }}
    end as parent_id,
    -- Under a parent that is not here, the place among its children is unknown.
    case
        when parent_key is null or known_parent_key is not null
            then row_number() over (
                partition by
                    course_id,
                    parent_key,
                    case when parent_key is null then resource_id end
                order by {{ event_order() }}
            )
    end as child_number,
    os_id,
    agent_id,
    resource_id
from linked
