{{ config(schema='private') }}

with
foreign_rows as (
    select
        course_id,
        row_key,
        {{ json_fields('fields', [
            'user_id', 'collaboration_type_id', 'collaboration_content', 'collaboration_timestamp',
            'collaboration_parent_id', 'collaboration_child_number', 'collaborations_os',
            'collaborations_agent', 'resource_id',
        ]) }} as fields
    from {{ ref('int_foreign_rows') }}
    where table_name = 'collaborations'
),

texts as (
    select
        course_id,
        row_key,
        {{ json_fields('fields', ['collaboration_content']) }} as fields
    from {{ ref('int_foreign_rows') }}
    where table_name = 'collaboration_content'
),

collaboration_types as (
    select * from {{ ref('int_foreign_types') }}
    where kind = 'collaboration_type'
),

resources as (
    select * from {{ ref('int_foreign_resources') }}
),

software as (
    select * from {{ ref('int_foreign_software') }}
),

salt as (
    select * from {{ ref('stg_pseudonym_salt') }}
),

linked as (
    select
        foreign_rows.*,
        coalesce(
            texts.fields.collaboration_content, foreign_rows.fields.collaboration_content, ''
        ) as content,
        {{ foreign_id('collaboration', 'parents.row_key') }} as parent_id,
        {{ foreign_user_id('foreign_rows.fields.user_id') }} as user_id,
        {{ foreign_time('foreign_rows.fields.collaboration_timestamp') }} as written_at,
        collaboration_types.type_id,
        collaboration_types.type_name,
        resources.resource_id,
        os.software_id as os_id,
        agent.software_id as agent_id
    from foreign_rows
    cross join salt
    left join texts
        on foreign_rows.course_id = texts.course_id and foreign_rows.row_key = texts.row_key
    left join foreign_rows as parents
        on
            foreign_rows.course_id = parents.course_id
            and {{ trimmed('foreign_rows.fields.collaboration_parent_id') }} = parents.row_key
            and foreign_rows.row_key <> parents.row_key
    left join collaboration_types
        on
            foreign_rows.course_id = collaboration_types.course_id
            and {{ trimmed('foreign_rows.fields.collaboration_type_id') }}
            = collaboration_types.foreign_key
    left join resources
        on
            foreign_rows.course_id = resources.course_id
            and {{ trimmed('foreign_rows.fields.resource_id') }} = resources.foreign_key
    left join software as os
        on
            foreign_rows.course_id = os.course_id
            and {{ trimmed('foreign_rows.fields.collaborations_os') }} = os.foreign_key
            and os.kind = 'os'
    left join software as agent
        on
            foreign_rows.course_id = agent.course_id
            and {{ trimmed('foreign_rows.fields.collaborations_agent') }} = agent.foreign_key
            and agent.kind = 'agent'
)

select
    course_id,
    row_key as foreign_key,
    {{ foreign_id('collaboration', 'row_key', 'course_id') }} as collaboration_id,
    user_id,
    type_id as collaboration_type_id,
    content,
    -- What a vote says is no text of a person.
    case
        when type_name = 'forum_vote' and content in ('1', '-1') then content
        else repeat('x', cast(least(length(content), 100000) as integer))
    end as veiled_content,
    written_at as collaboration_timestamp,
    parent_id as collaboration_parent_id,
    {{ safe_bigint('fields.collaboration_child_number', 'place') }} as collaboration_child_number,
    os_id as collaborations_os,
    agent_id as collaborations_agent,
    resource_id,
    {{ count_unused([
        ('fields.collaboration_type_id', 'type_id'),
        ('fields.collaboration_timestamp', 'written_at'),
        ('fields.collaboration_parent_id', 'parent_id'),
        ('fields.collaborations_os', 'os_id'),
        ('fields.collaborations_agent', 'agent_id'),
        ('fields.resource_id', 'resource_id'),
    ]) }} as n_unused_values
from linked
