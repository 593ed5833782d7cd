{{ config(enabled=var('with_coursera')) }}

select
    course_id,
    max(load_id) as load_id
from {{ source('raw_coursera', 'hash_mapping') }}
group by course_id
