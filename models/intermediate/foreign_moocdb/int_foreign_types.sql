{%- set kinds = {
    'user_type': ['user_types', 'user_type_name'],
    'observed_event_type': ['observed_event_types', 'observed_event_type_name'],
    'resource_type': ['resource_types', 'resource_type_name'],
    'problem_type': ['problem_types', 'problem_type_name'],
    'collaboration_type': ['collaboration_types', 'collaboration_type_name'],
} %}

with
foreign_rows as (
    select
        course_id,
        table_name,
        row_key,
        {{ json_fields('fields', kinds.values() | map('last') | list + ['resource_type_content']) }}
            as fields
    from {{ ref('int_foreign_rows') }}
),

foreign_types as (
    select * from {{ ref('moocdb_foreign_types') }}
),

our_types as (
    {%- for kind in kinds %}
        select
            '{{ kind }}' as kind,
            {{ kind }}_name as type_name,
            -- Of a name that MOOCdb's core tables give twice, the later number is the one in use.
            max(cast({{ kind }}_id as bigint)) as type_id
        from {{ ref('moocdb_' ~ kind ~ 's') }}
        group by {{ kind }}_name
        {{ 'union all' if not loop.last }}
    {%- endfor %}
),

named as (
    {%- for kind, (table, name) in kinds.items() %}
        select
            course_id,
            '{{ kind }}' as kind,
            row_key as foreign_key,
            coalesce(
                {{ trimmed('fields.' ~ name) }}
                {%- if kind == 'resource_type' %}, {{ trimmed('fields.resource_type_content') }}
                {%- endif %}
            ) as foreign_name
        from foreign_rows
        where table_name = '{{ table }}'
        {{ 'union all' if not loop.last }}
    {%- endfor %}
),

courses as (
    select distinct course_id
    from foreign_rows
),

typed_courses as (
    select distinct
        course_id,
        kind
    from named
),

-- Where a database has no table of types, the numbers are those that MIT's schema fixes.
numbered as (
    select
        courses.course_id,
        foreign_types.kind,
        cast(foreign_types.fixed_number as string) as foreign_key,
        foreign_types.foreign_name
    from courses
    cross join foreign_types
    left join typed_courses
        on courses.course_id = typed_courses.course_id and foreign_types.kind = typed_courses.kind
    where foreign_types.fixed_number is not null and typed_courses.kind is null
),

all_types as (
    select * from named
    union all
    select * from numbered
)

select
    all_types.course_id,
    all_types.kind,
    all_types.foreign_key,
    all_types.foreign_name,
    our_types.type_name,
    our_types.type_id,
    {{ count_unused([('all_types.foreign_name', 'our_types.type_id')]) }} as n_unused_values
from all_types
left join foreign_types
    on
        all_types.kind = foreign_types.kind
        and lower(all_types.foreign_name) = lower(foreign_types.foreign_name)
left join our_types
    on
        all_types.kind = our_types.kind
        and lower(coalesce(foreign_types.type_name, all_types.foreign_name))
        = lower(our_types.type_name)
