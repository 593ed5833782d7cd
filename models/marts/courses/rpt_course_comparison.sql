with
courses as (
    select * from {{ ref('rpt_courses') }}
),

person_courses as (
    select * from {{ ref('fct_person_course') }}
),

-- Only learners who opened the courseware count, because many only enroll.
viewers as (
    select
        course_id,
        median(active_seconds) / 3600 as median_active_hours,
        cast(sum(n_problem_attempts) as double) / count(*) as mean_problem_attempts,
        {{ exact_sum('video_seconds_watched') }} / 3600 / count(*) as mean_video_hours,
        cast(sum(n_forum_posts) as double) / count(*) as mean_forum_posts
    from person_courses
    where viewed
    group by course_id
),

described as (
    select
        courses.*,
        viewers.median_active_hours,
        viewers.mean_problem_attempts,
        viewers.mean_video_hours,
        viewers.mean_forum_posts
    from courses
    left join viewers
        on courses.course_id = viewers.course_id
),

measured as (
    {% for metric, value in {
        'n_learners': 'n_learners',
        'n_registered': 'n_registered',
        'n_active_7_days': 'n_active_7_days',
        'share_viewed': 'n_viewed / nullif(cast(n_learners as double), 0)',
        'share_explored': 'n_explored / nullif(cast(n_learners as double), 0)',
        'share_completed': 'n_completed / nullif(cast(n_learners as double), 0)',
        'share_certified': 'n_certified / nullif(cast(n_learners as double), 0)',
        'median_active_hours': 'median_active_hours',
        'mean_problem_attempts': 'mean_problem_attempts',
        'mean_video_hours': 'mean_video_hours',
        'mean_forum_posts': 'mean_forum_posts',
    }.items() -%}
        select
            platform,
            course_id,
            '{{ metric }}' as metric,
            cast({{ value }} as double) as value -- noqa
        from described
        {% if not loop.last %}union all{% endif %}
    {% endfor %}
),

middles as (
    select
        platform,
        metric,
        count(value) as n_courses,
        median(value) as median_value
    from measured
    group by platform, metric
),

ranked as (
    select
        platform,
        course_id,
        metric,
        cast(rank() over (partition by platform, metric order by value desc) as bigint)
            as rank_from_top,
        cume_dist() over (partition by platform, metric order by value asc) as percentile
    from measured
    where value is not null
)

select
    measured.platform,
    measured.course_id,
    measured.metric,
    measured.value,
    middles.n_courses,
    middles.median_value,
    ranked.rank_from_top,
    ranked.percentile
from measured
inner join middles
    on measured.platform = middles.platform and measured.metric = middles.metric
left join ranked
    on measured.course_id = ranked.course_id and measured.metric = ranked.metric
where middles.n_courses > 0
