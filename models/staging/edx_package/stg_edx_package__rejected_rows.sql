with
rejected as (
    select * from {{ source('raw_edx', 'rejected_rows') }}
),

course_spellings as (
    select * from {{ ref('stg_edx_package__course_spellings') }}
)

select
    rejected.load_id,
    rejected.table_name,
    course_spellings.course_id,
    rejected.reason,
    count(*) as n_rows
from rejected
left join course_spellings
    on rejected.course_id = course_spellings.logged_course_id
group by rejected.load_id, rejected.table_name, course_spellings.course_id, rejected.reason
