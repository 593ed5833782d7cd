select
    cast(weekly.topic_number as varchar) || ': '
    || coalesce(array_to_string(string_split(topics.terms, ', ')[:5], ', '), '') as topic,
    weekly.week_start_date as week,
    weekly.n_texts as posts
from marts.rpt_topics_weekly as weekly
inner join marts.rpt_topics as topics
    on
        weekly.source = topics.source
        and weekly.corpus = topics.corpus
        and weekly.topic_number = topics.topic_number
where weekly.course_id = $course and weekly.source = 'forum'
qualify weekly.week_start_date > max(weekly.week_start_date) over () - 7 * 104
order by weekly.topic_number, week
limit 5000
