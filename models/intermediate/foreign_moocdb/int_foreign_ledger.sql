{%- set models = {
    'users': 'is_listed', 'resources': 'true', 'observed_events': 'true', 'problems': 'is_listed',
    'submissions': 'true', 'assessments': 'true', 'collaborations': 'true',
} %}

with
row_counts as (
    select * from {{ ref('stg_moocdb__row_counts') }}
),

foreign_rows as (
    select distinct course_id
    from {{ ref('int_foreign_rows') }}
),

used_rows as (
    {%- for table, is_listed in models.items() %}
        select
            course_id,
            '{{ table }}' as table_name,
            count(*) as n_used,
            sum(n_unused_values) as n_unused_values
        from {{ ref('int_foreign_' ~ table) }}
        where {{ is_listed }}
        group by course_id
        union all
    {%- endfor %}
    select
        course_id,
        table_name,
        count(*) as n_used,
        sum(n_unused_values) as n_unused_values
    from {{ ref('int_foreign_survey_parts') }}
    group by course_id, table_name
    union all
    select
        course_id,
        kind || 's' as table_name,
        count(*) as n_used,
        sum(n_unused_values) as n_unused_values
    from {{ ref('int_foreign_types') }}
    group by course_id, kind
    union all
    select
        course_id,
        kind as table_name,
        count(*) as n_used,
        0 as n_unused_values
    from {{ ref('int_foreign_software') }}
    group by course_id, kind
    union all
    select
        course_id,
        'resources_urls' as table_name,
        count(resource_id) as n_used,
        0 as n_unused_values
    from {{ ref('int_foreign_resource_urls') }}
    group by course_id
    union all
    select
        course_id,
        'urls' as table_name,
        count(distinct foreign_key) as n_used,
        0 as n_unused_values
    from {{ ref('int_foreign_resource_urls') }}
    group by course_id
    union all
    select
        course_id,
        'course_metadata' as table_name,
        1 as n_used,
        n_unused_values
    from {{ ref('int_foreign_courses') }}
),

counted as (
    select
        row_counts.*,
        foreign_rows.course_id is null as is_course_of_logs,
        -- Rows that only complete those of another table are used if their course is.
        case
            when foreign_rows.course_id is null then 0
            when row_counts.table_name in ('user_pii', 'collaboration_content')
                then row_counts.n_landed
            else least(coalesce(used_rows.n_used, 0), row_counts.n_landed)
        end as n_used,
        coalesce(used_rows.n_unused_values, 0) as n_unused_values
    from row_counts
    left join foreign_rows
        on row_counts.course_id = foreign_rows.course_id
    left join used_rows
        on
            row_counts.course_id = used_rows.course_id
            and row_counts.table_name = used_rows.table_name
)

select
    'moocdb' as platform,
    load_id,
    course_id,
    table_name,
    n_rows,
    cast(n_used as bigint) as n_used,
    case when is_course_of_logs then n_landed else 0 end as n_of_logged_course,
    cast(case when is_course_of_logs then 0 else n_landed - n_used end as bigint) as n_unmatched,
    n_repeated,
    n_rejected,
    n_repaired,
    cast(n_unused_values as bigint) as n_unused_values,
    n_other_columns,
    absent_columns
from counted
