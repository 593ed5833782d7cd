with
topic_rows as (
    select * from {{ ref('int_topic_rows') }}
    where kind = 'term' and weight > 0
),

topic_words as (
    select * from {{ ref('int_topic_words') }}
),

-- Anonymous authors cannot be told apart, so they count as no author.
uses as (
    select
        source,
        corpus,
        term,
        min(platform) as platform,
        min(course_id) as course_id,
        count(*) as n_texts,
        count(distinct author_id) as n_authors
    from topic_words
    group by source, corpus, term
),

public as (
    select
        uses.platform,
        uses.course_id,
        topic_rows.run_id,
        topic_rows.method,
        topic_rows.source,
        topic_rows.corpus,
        topic_rows.topic_number,
        topic_rows.term,
        topic_rows.weight,
        uses.n_texts,
        uses.n_authors
    from topic_rows
    inner join uses
        on
            topic_rows.source = uses.source
            and topic_rows.corpus = uses.corpus
            and topic_rows.term = uses.term
    where uses.n_authors >= {{ var('topic_min_authors') }}
)

select
    *,
    cast(
        row_number() over (
            partition by source, corpus, topic_number order by weight desc, term asc
        ) as bigint
    ) as place
from public
