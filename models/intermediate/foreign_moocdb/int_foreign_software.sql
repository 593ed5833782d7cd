with
foreign_rows as (
    select
        course_id,
        table_name,
        row_key,
        {{ json_fields('fields', ['os_name', 'agent_name']) }} as fields
    from {{ ref('int_foreign_rows') }}
    where table_name in ('os', 'agent')
),

named as (
    select
        course_id,
        table_name as kind,
        row_key as foreign_key,
        left({{ trimmed('coalesce(fields.os_name, fields.agent_name)') }}, 255) as name
    from foreign_rows
)

select
    course_id,
    kind,
    foreign_key,
    name,
    -- As int_user_agents makes it: one system is one row, whoever saw it.
    {{ surrogate_id(['name']) }} as software_id
from named
where name is not null
