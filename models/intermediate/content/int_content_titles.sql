with
content as (
    select * from {{ ref('int_content') }}
),

chapters as (
    select
        course_id,
        chapter,
        min(display_name) as chapter_name
    from content
    where block_type = 'chapter'
    group by course_id, chapter
),

named as (
    select
        content.*,
        chapters.chapter_name,
        coalesce(
            content.display_name, {{ matched('content.block_id', '[^/@]+$') }}, content.block_id
        ) as name
    from content
    left join chapters
        on content.course_id = chapters.course_id and content.chapter = chapters.chapter
),

compared as (
    select
        *,
        min(chapter) over same_name <> max(chapter) over same_name as is_in_several_chapters,
        count(*) over same_place as n_alike,
        row_number() over (
            partition by course_id, name, chapter
            order by vertical_position nulls last, place_in_parent nulls last, block_id
        ) as place_alike
    from named
    window
        same_name as (partition by course_id, name),
        same_place as (partition by course_id, name, chapter)
)

select
    platform,
    course_id,
    block_id,
    name
    || case
        when is_in_several_chapters and chapter_name <> name then ' (' || chapter_name || ')'
        else ''
    end
    || case when n_alike > 1 then ' #' || cast(place_alike as string) else '' end as title
from compared
