with
lines as (
    select * from {{ source('raw', 'edx_course_structure_lines') }}
),

documents as (
    select
        file_id,
        course,
        max(load_id) as load_id,
        count(*) as n_lines,
        {{ trimmed(joined_lines('line', 'line_no')) }} as document
    from lines
    group by file_id, course
),

judged as (
    select
        *,
        case
            when not coalesce({{ is_json('document') }}, false) then 'not_json'
            when not starts_with(document, '{') then 'not_object'
            else 'accepted'
        end as fate
    from documents
)

select
    file_id,
    load_id,
    {{ edx_course_key('course') }} as course_id,
    n_lines,
    fate,
    case when fate = 'accepted' then document end as document,
    fate = 'accepted' and row_number() over (
        partition by course
        order by fate <> 'accepted', load_id desc, file_id desc
    ) = 1 as is_in_use
from judged
