select
    week_start_date as week,
    case activity
        when 'active' then 'active'
        when 'played_video' then 'played a video'
        when 'attempted_problem' then 'tried a problem'
        when 'posted_forum' then 'posted in the forum'
        else activity
    end as activity,
    n_learners as learners
from marts.fct_course_activity_weekly
where course_id = $course
qualify week_start_date > max(week_start_date) over () - 7 * 104
order by week, activity
