with
text_topics as (
    select * from {{ ref('int_text_topics') }}
    where written_at is not null
),

dated as (
    {{ on_local_days('text_topics', 'written_at', day='written_date') }}
),

weekly as (
    select
        platform,
        source,
        corpus,
        course_id,
        topic_number,
        {{ week_start('written_date') }} as week_start_date,
        count(case when is_main then 1 end) as n_texts,
        {{ exact_sum('weight') }} as weight
    from dated
    group by all
)

select
    platform,
    source,
    corpus,
    course_id,
    topic_number,
    week_start_date,
    n_texts,
    weight,
    round(
        weight / nullif(sum(weight) over (partition by source, corpus, week_start_date), 0), 12
    ) as share
from weekly
