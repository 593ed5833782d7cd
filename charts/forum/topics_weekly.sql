with
weekly as (
    select * from marts.rpt_topics_weekly
    where course_id = $course and source = 'forum'
),

-- Also weeks in which nothing was written.
weeks as (
    select unnest(generate_series(
        greatest(min(week_start_date), max(week_start_date) - 7 * 103),
        max(week_start_date),
        interval 7 day
    )) as week
    from weekly
)

select
    cast(topics.topic_number as varchar) || ': '
    || coalesce(array_to_string(string_split(topics.terms, ', ')[:5], ', '), '') as topic,
    cast(weeks.week as date) as week,
    coalesce(weekly.n_texts, 0) as posts
from marts.rpt_topics as topics
cross join weeks
left join weekly
    on
        topics.topic_number = weekly.topic_number
        and topics.corpus = weekly.corpus
        and weeks.week = weekly.week_start_date
where topics.course_id = $course and topics.source = 'forum'
order by topics.topic_number, week
limit 5000
