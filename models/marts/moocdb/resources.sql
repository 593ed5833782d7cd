with
resources as (
    select * from {{ ref('int_resources') }}
),

resource_uses as (
    select * from {{ ref('int_resource_first_uses') }}
),

content as (
    select * from {{ ref('int_content') }}
),

courses as (
    select * from {{ ref('int_moocdb_courses') }}
),

resource_types as (
    select * from {{ ref('moocdb_resource_types') }}
),

foreign_resources as (
    select * from {{ ref('int_foreign_resources') }}
)

select
    resources.resource_id,
    resources.resource_name,
    resources.resource_uri,
    cast(resource_types.resource_type_id as bigint) as resource_type_id,
    resources.parent_id as resource_parent_id,
    resources.child_number as resource_child_number,
    {{ course_week('coalesce(content.opens_at, content.due_at, content.closes_at)') }}
        as resource_relevant_week,
    content.opens_at as resource_release_timestamp,
    {{ course_week('resource_uses.first_used_at') }} as resource_estimated_week,
    resources.course_id,
    resources.platform
from resources
inner join resource_types
    on resources.resource_type_name = resource_types.resource_type_name
left join content
    on resources.course_id = content.course_id and resources.node = content.node
left join resource_uses
    on resources.resource_id = resource_uses.resource_id
left join courses
    on resources.course_id = courses.course_id
union all
select
    resource_id,
    resource_name,
    resource_uri,
    resource_type_id,
    resource_parent_id,
    resource_child_number,
    resource_relevant_week,
    resource_release_timestamp,
    resource_estimated_week,
    course_id,
    'moocdb' as platform
from foreign_resources
