with
texts as (
    select * from {{ ref('int_texts') }}
),

topic_rows as (
    select * from {{ ref('int_topic_rows') }}
    where kind = 'text'
),

main_topics as (
    select * from {{ ref('int_main_topics') }}
)

select
    texts.platform,
    texts.source,
    texts.corpus,
    texts.course_id,
    texts.text_id,
    texts.kind,
    texts.item_id,
    texts.author_id,
    texts.written_at,
    topic_rows.run_id,
    topic_rows.method,
    topic_rows.topic_number,
    topic_rows.weight,
    main_topics.text_id is not null as is_main
from texts
inner join topic_rows
    on
        texts.source = topic_rows.source
        and texts.corpus = topic_rows.corpus
        and texts.text_id = topic_rows.text_id
left join main_topics
    on
        topic_rows.source = main_topics.source
        and topic_rows.corpus = main_topics.corpus
        and topic_rows.text_id = main_topics.text_id
        and topic_rows.topic_number = main_topics.topic_number
