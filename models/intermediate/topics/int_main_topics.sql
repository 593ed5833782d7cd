with
weights as (
    select * from {{ ref('int_topic_rows') }}
    where kind = 'text' and weight > 0
)

select
    source,
    corpus,
    text_id,
    topic_number,
    weight
from weights
qualify
    row_number() over (
        partition by source, corpus, text_id order by weight desc, topic_number asc
    ) = 1
