{%- set n_terms = 10 -%}
with
text_topics as (
    select * from {{ ref('int_text_topics') }}
),

terms as (
    select * from {{ ref('int_topic_terms') }}
    where place <= {{ n_terms }}
),

coherence as (
    select * from {{ ref('int_topic_coherence') }}
),

named as (
    select
        source,
        corpus,
        topic_number,
        {{ joined_texts('term', ', ', 'place') }} as terms
    from terms
    group by source, corpus, topic_number
),

sized as (
    select
        platform,
        source,
        corpus,
        course_id,
        run_id,
        method,
        topic_number,
        count(case when is_main then 1 end) as n_texts,
        count(distinct case when is_main then author_id end) as n_authors,
        {{ exact_sum('weight') }} as weight,
        min(case when is_main then written_at end) as first_written_at,
        max(case when is_main then written_at end) as last_written_at
    from text_topics
    group by platform, source, corpus, course_id, run_id, method, topic_number
)

select
    sized.platform,
    sized.source,
    sized.corpus,
    sized.course_id,
    sized.run_id,
    sized.method,
    sized.topic_number,
    named.terms,
    sized.n_texts,
    sized.n_authors,
    round(sized.weight / nullif(sum(sized.weight) over one_corpus, 0), 12) as share,
    coherence.coherence,
    sized.first_written_at,
    sized.last_written_at
from sized
left join named
    on
        sized.source = named.source
        and sized.corpus = named.corpus
        and sized.topic_number = named.topic_number
left join coherence
    on
        sized.source = coherence.source
        and sized.corpus = coherence.corpus
        and sized.topic_number = coherence.topic_number
window one_corpus as (partition by sized.source, sized.corpus)
