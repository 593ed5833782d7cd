with
chapters as (
    select
        chapter,
        display_name
        || case
            when count(*) over (partition by display_name) > 1 then ' · ' || chapter else ''
        end as display_name
    from marts.dim_content
    where course_id = $course and block_type = 'chapter'
)

select
    coalesce(chapters.display_name, content.chapter) as section,
    round(sum(visits.visit_seconds) / 3600, 2) as hours,
    count(distinct visits.learner_id) as learners
from marts.fct_page_visits as visits
inner join marts.dim_content as content
    on visits.course_id = content.course_id and visits.block_id = content.block_id
left join chapters on content.chapter = chapters.chapter
where visits.course_id = $course and content.chapter is not null
group by section
order by hours desc, section
limit 25
