with
courses as (
    select
        course_id,
        coalesce(name, course_id)
        || case
            when name is not null and count(*) over (partition by name) > 1
                then ' (' || course_id || ')'
            else ''
        end as course
    from marts.dim_courses
),

compared as (
    select
        case comparison.metric
            when 'n_learners' then 'learners'
            when 'n_registered' then 'ever enrolled'
            when 'n_active_7_days' then 'active in the last 7 days'
            when 'share_viewed' then 'came to the course (percent)'
            when 'share_explored' then 'opened half of it (percent)'
            when 'share_completed' then 'completed (percent)'
            when 'share_certified' then 'got a certificate (percent)'
            when 'median_active_hours' then 'median of active hours'
            when 'mean_problem_attempts' then 'mean of attempts at problems'
            when 'mean_video_hours' then 'mean of hours of video'
            when 'mean_forum_posts' then 'mean of forum posts'
            else comparison.metric
        end as metric,
        list_position(
            [
                'n_learners', 'n_registered', 'n_active_7_days', 'share_viewed', 'share_explored',
                'share_completed', 'share_certified', 'median_active_hours',
                'mean_problem_attempts', 'mean_video_hours', 'mean_forum_posts'
            ],
            comparison.metric
        ) as place,
        case when comparison.metric like 'share_%' then 100 else 1 end as factor,
        courses.course,
        comparison.platform,
        comparison.value,
        comparison.median_value,
        comparison.rank_from_top,
        comparison.n_courses
    from marts.rpt_course_comparison as comparison
    inner join courses on comparison.course_id = courses.course_id
    where comparison.value is not null and comparison.rank_from_top <= 40
)

select
    metric,
    course,
    platform,
    round(factor * value, 2) as value,
    round(factor * median_value, 2) as median,
    rank_from_top as rank,
    n_courses as courses
from compared
order by place nulls last, metric, platform desc, rank, course
