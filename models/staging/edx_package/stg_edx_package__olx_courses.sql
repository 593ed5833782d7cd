with
blocks as (
    select * from {{ source('raw_edx', 'olx_blocks') }}
),

logged_keys as (
    select * from {{ ref('stg_edx__course_keys') }}
),

package_keys as (
    select * from {{ ref('stg_edx_package__course_keys') }}
),

exported as (
    select distinct
        course_id as exported_key,
        {{ edx_course_key('course_id') }} as course_key
    from blocks
),

known as (
    select
        course_id,
        1 as source_rank
    from logged_keys
    union all
    select
        course_id,
        2 as source_rank
    from package_keys
),

matched as (
    select
        exported.exported_key,
        coalesce(known.course_id, exported.course_key) as course_id,
        row_number() over (
            partition by exported.exported_key
            order by
                (lower(known.course_id) = lower(exported.course_key)) desc nulls last,
                known.source_rank asc nulls last,
                known.course_id asc nulls last
        ) as match_rank
    from exported
    left join known
        on {{ edx_course_parts('exported.course_key') }} = {{ edx_course_parts('known.course_id') }}
    where exported.course_key is not null
)

select
    exported_key,
    course_id
from matched
where match_rank = 1
