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

course_keys as (
    select * from {{ ref('stg_edx__course_keys') }}
),

keyed as (
    select
        *,
        {{ edx_course_key('course') }} as course_key
    from documents
),

named as (
    select
        keyed.*,
        coalesce(course_keys.course_id, keyed.course_key) as course_id
    from keyed
    left join course_keys
        on lower(keyed.course_key) = course_keys.folded_key
),

with_fates as (
    select
        *,
        case
            when not coalesce({{ is_json('document') }}, false) then 'not_json'
            when left(document, 1) <> '{' then 'not_object'
            else 'accepted'
        end as fate
    from named
)

select
    file_id,
    load_id,
    course_id,
    n_lines,
    fate,
    case when fate = 'accepted' then document end as document,
    fate = 'accepted' and row_number() over (
        partition by course_id
        order by fate <> 'accepted', load_id desc, file_id desc
    ) = 1 as is_in_use
from with_fates
