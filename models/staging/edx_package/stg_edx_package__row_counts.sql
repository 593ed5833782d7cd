with
row_counts as (
    select * from {{ source('raw_edx', 'row_counts') }}
),

course_spellings as (
    select * from {{ ref('stg_edx_package__course_spellings') }}
)

select
    row_counts.load_id,
    row_counts.table_name,
    course_spellings.course_id,
    {% for count in ['rows', 'landed', 'rejected', 'repeated', 'replaced'] -%}
        cast(sum(coalesce(row_counts.n_{{ count }}, 0)) as bigint) as n_{{ count }},
    {% endfor -%}
    cast(sum(coalesce(row_counts.n_repaired, 0)) as bigint) as n_repaired
from row_counts
left join course_spellings
    on row_counts.course_id = course_spellings.logged_course_id
group by row_counts.load_id, row_counts.table_name, course_spellings.course_id
