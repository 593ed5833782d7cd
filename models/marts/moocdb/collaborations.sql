with
collaborations as (
    select * from {{ ref('int_collaborations') }}
),

collaboration_types as (
    select * from {{ ref('moocdb_collaboration_types') }}
),

foreign_collaborations as (
    select * from {{ ref('int_foreign_collaborations') }}
)

select
    collaborations.collaboration_id,
    collaborations.learner_id as user_id,
    cast(collaboration_types.collaboration_type_id as bigint) as collaboration_type_id,
    coalesce(collaborations.content, repeat('x', cast(collaborations.n_characters as integer)), '')
        as collaboration_content,
    collaborations.event_at as collaboration_timestamp,
    collaborations.parent_id as collaboration_parent_id,
    collaborations.child_number as collaboration_child_number,
    cast(null as bigint) as collaborations_ip,
    collaborations.os_id as collaborations_os,
    collaborations.agent_id as collaborations_agent,
    collaborations.resource_id,
    collaborations.course_id,
    collaborations.platform
from collaborations
inner join collaboration_types
    on collaborations.collaboration_type_name = collaboration_types.collaboration_type_name
union all
select
    collaboration_id,
    user_id,
    collaboration_type_id,
    veiled_content as collaboration_content,
    collaboration_timestamp,
    collaboration_parent_id,
    collaboration_child_number,
    cast(null as bigint) as collaborations_ip,
    collaborations_os,
    collaborations_agent,
    resource_id,
    course_id,
    'moocdb' as platform
from foreign_collaborations
