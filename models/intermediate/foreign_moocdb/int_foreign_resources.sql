with
foreign_rows as (
    select
        course_id,
        row_key,
        {{ json_fields('fields', [
            'resource_name', 'resource_uri', 'resource_type_id', 'resource_parent_id',
            'resource_child_number', 'resource_relevant_week', 'resource_release_timestamp',
            'resource_release_date', 'resource_estimated_week',
        ]) }} as fields
    from {{ ref('int_foreign_rows') }}
    where table_name = 'resources'
),

resource_types as (
    select * from {{ ref('int_foreign_types') }}
    where kind = 'resource_type'
),

linked as (
    select
        foreign_rows.*,
        {{ foreign_id('resource', 'foreign_rows.row_key') }} as resource_id,
        {{ foreign_id('resource', 'parents.row_key') }} as parent_id,
        resource_types.type_id,
        {{ foreign_time(
            'coalesce(foreign_rows.fields.resource_release_timestamp, '
            ~ 'foreign_rows.fields.resource_release_date)'
        ) }} as released_at
    from foreign_rows
    left join foreign_rows as parents
        on
            foreign_rows.course_id = parents.course_id
            and {{ trimmed('foreign_rows.fields.resource_parent_id') }} = parents.row_key
            and foreign_rows.row_key <> parents.row_key
    left join resource_types
        on
            foreign_rows.course_id = resource_types.course_id
            and {{ trimmed('foreign_rows.fields.resource_type_id') }} = resource_types.foreign_key
)

select
    course_id,
    row_key as foreign_key,
    resource_id,
    {{ trimmed('fields.resource_name') }} as resource_name,
    {{ foreign_url('fields.resource_uri') }} as resource_uri,
    type_id as resource_type_id,
    parent_id as resource_parent_id,
    {{ safe_bigint('fields.resource_child_number', 'place') }} as resource_child_number,
    {{ safe_bigint('fields.resource_relevant_week') }} as resource_relevant_week,
    released_at as resource_release_timestamp,
    {{ safe_bigint('fields.resource_estimated_week') }} as resource_estimated_week,
    {{ count_unused([
        ('fields.resource_type_id', 'type_id'),
        ('fields.resource_parent_id', 'parent_id'),
        ('coalesce(fields.resource_release_timestamp, fields.resource_release_date)', 'released_at'),
    ]) }} as n_unused_values
from linked
