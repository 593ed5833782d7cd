select
    cast(topic_number as varchar) || ': '
    || coalesce(array_to_string(string_split(terms, ', ')[:5], ', '), '') as topic,
    n_texts as posts,
    n_authors as authors,
    round(100 * share, 1) as share,
    round(coherence, 2) as coherence
from marts.rpt_topics
where course_id = $course and source = 'forum'
order by topic_number
limit 100
