with
learner_courses as (
    select
        learner_id,
        course_id
    from {{ ref('int_learner_courses') }}
    where course_id is not null
),

content as (
    select * from {{ ref('int_content') }}
),

places as (
    select distinct
        learner_id,
        course_id,
        chapter_node,
        sequential_node,
        vertical_node
    from {{ ref('int_event_locations') }}
    where
        not is_inherited
        and course_id is not null
        and coalesce(chapter_node, sequential_node, vertical_node) is not null
),

coursera_items as (
    select distinct
        learner_id,
        course_id,
        block_id
    from {{ ref('int_events') }}
    where platform = 'coursera' and learner_id is not null and block_id is not null
),

-- The address of a unit names no chapter; the content tree may know it.
visited as (
    select
        places.learner_id,
        places.course_id,
        coalesce(
            places.chapter_node,
            case when sequentials.parent_node like 'chapter/%' then sequentials.parent_node end
        ) as chapter_node
    from places
    left join content as verticals
        on places.course_id = verticals.course_id and places.vertical_node = verticals.node
    left join content as sequentials
        on
            places.course_id = sequentials.course_id
            and coalesce(places.sequential_node, verticals.parent_node) = sequentials.node
    union all
    select
        coursera_items.learner_id,
        coursera_items.course_id,
        items.parent_block_id as chapter_node
    from coursera_items
    inner join content as items
        on
            coursera_items.course_id = items.course_id
            and coursera_items.block_id = items.block_id
    where items.parent_block_id like 'section/%'
),

visits as (
    select
        learner_id,
        course_id,
        count(*) as n_places,
        count(distinct chapter_node) as n_chapters
    from visited
    group by learner_id, course_id
),

course_chapters as (
    select
        course_id,
        count(*) as n_chapters_of_course
    from content
    where block_type in ('chapter', 'section')
    group by course_id
)

-- Nothing shows the chapters of a course of the learning app without its structure.
select
    learner_courses.learner_id,
    learner_courses.course_id,
    case
        when course_chapters.n_chapters_of_course is null then null
        when visits.n_places > 0 and visits.n_chapters = 0 then null
        else coalesce(visits.n_chapters, 0)
    end as n_chapters,
    course_chapters.n_chapters_of_course
from learner_courses
left join visits
    on
        learner_courses.learner_id = visits.learner_id
        and learner_courses.course_id = visits.course_id
left join course_chapters
    on learner_courses.course_id = course_chapters.course_id
