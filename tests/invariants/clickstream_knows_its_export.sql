-- A clickstream and an export of one course share people: else they belong to different courses, or
-- the var coursera_clickstream_id names the wrong kind of id (marts.rpt_clickstream_matches).
{{ config(severity='warn') }}

select course_id
from {{ ref('rpt_clickstream_matches') }}
group by course_id
having coalesce(sum(n_names_matched) filter (where is_used), 0) = 0
