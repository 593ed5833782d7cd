with
-- As teachers know them: by name, with the section where several share it.
names as (
    select
        content.block_id,
        coalesce(content.display_name, regexp_extract(content.block_id, '[^/@]+$'))
        || case
            when
                min(content.chapter) over same_name <> max(content.chapter) over same_name
                and chapters.display_name <> content.display_name
                then ' (' || chapters.display_name || ')'
            else ''
        end
        || case
            when count(*) over same_place > 1
                then ' #' || row_number() over (
                    partition by content.display_name, content.chapter
                    order by content.vertical_position, content.place_in_parent, content.block_id
                )
            else ''
        end as problem
    from marts.dim_content as content
    left join marts.dim_content as chapters
        on
            content.course_id = chapters.course_id
            and chapters.block_type = 'chapter'
            and content.chapter = chapters.chapter
    where content.course_id = $course
    window
        same_name as (partition by content.display_name),
        same_place as (partition by content.display_name, content.chapter)
)

select
    coalesce(names.problem, problems.problem_id) as problem,
    round(100 * problems.p_correct_first_try, 1) as first_try,
    problems.n_learners as learners,
    round(problems.mean_attempts, 2) as attempts
from marts.rpt_problems as problems
left join names on problems.problem_id = names.block_id
where
    problems.course_id = $course
    and problems.n_learners >= 5
    and problems.p_correct_first_try is not null
order by first_try, problem
limit 25
