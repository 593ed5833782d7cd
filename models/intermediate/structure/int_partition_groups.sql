with
courses as (
    select
        course_id,
        {{ each_json_item('user_partitions') }} as user_partition
    from {{ ref('int_structure_blocks') }}
    where block_type = 'course'
),

partitions as (
    select
        course_id,
        {{ json_fields(well_formed('user_partition'), ['id', 'name', 'scheme', 'groups']) }}
            as fields
    from courses
),

partition_groups as (
    select
        course_id,
        {{ trimmed('fields.id') }} as partition_id,
        {{ trimmed('fields.name') }} as partition_name,
        {{ trimmed('fields.scheme') }} as scheme,
        {{ each_json_item('fields.groups') }} as partition_group
    from partitions
),

parsed as (
    select
        *,
        {{ json_fields(well_formed('partition_group'), ['id', 'name']) }} as group_fields
    from partition_groups
),

named as (
    select
        course_id,
        partition_id,
        partition_name,
        scheme,
        {{ trimmed('group_fields.id') }} as group_id,
        {{ trimmed('group_fields.name') }} as group_name
    from parsed
)

select *
from named
where partition_id is not null and group_id is not null
qualify row_number() over (
    partition by course_id, partition_id, group_id
    order by partition_name asc nulls last, group_name asc nulls last, scheme asc nulls last
) = 1
