with
rejected as (
    select * from {{ source('raw_edx', 'rejected_rows') }}
),

course_keys as (
    select * from {{ ref('stg_edx_package__course_spellings') }}
)

select
    rejected.load_id,
    rejected.table_name,
    course_keys.course_id,
    rejected.reason,
    count(*) as n_rows
from rejected
left join course_keys
    on rejected.course_id = course_keys.logged_course_id
group by rejected.load_id, rejected.table_name, course_keys.course_id, rejected.reason
