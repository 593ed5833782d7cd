with
content as (
    select * from {{ ref('int_content') }}
),

places as (
    select distinct
        learner_id,
        course_id,
        chapter_name,
        sequential_name,
        vertical_name
    from {{ ref('int_event_places') }}
    where not is_inherited and course_id is not null
),

coursera_items as (
    select distinct
        learner_id,
        course_id,
        block_id
    from {{ ref('int_events') }}
    where platform = 'coursera' and learner_id is not null and block_id is not null
),

-- The address of a unit in a frame names no chapter; the content tree knows it.
visited as (
    select
        places.learner_id,
        places.course_id,
        coalesce(places.chapter_name, sequentials.chapter, verticals.chapter) as chapter
    from places
    left join content as sequentials
        on
            places.course_id = sequentials.course_id
            and places.sequential_name = sequentials.sequential
            and sequentials.block_type = 'sequential'
    left join content as verticals
        on
            places.course_id = verticals.course_id
            and 'vertical/' || {{ edx_node_name('places.vertical_name') }} = verticals.node
    union all
    select
        coursera_items.learner_id,
        coursera_items.course_id,
        items.parent_block_id as chapter
    from coursera_items
    inner join content as items
        on
            coursera_items.course_id = items.course_id
            and coursera_items.block_id = items.block_id
    where items.parent_block_id like 'section/%'
),

course_chapters as (
    select
        course_id,
        count(*) as n_chapters_of_course
    from content
    where block_type in ('chapter', 'section')
    group by course_id
)

select
    visited.learner_id,
    visited.course_id,
    count(distinct visited.chapter) as n_chapters,
    max(course_chapters.n_chapters_of_course) as n_chapters_of_course
from visited
left join course_chapters
    on visited.course_id = course_chapters.course_id
where visited.chapter is not null
group by visited.learner_id, visited.course_id
