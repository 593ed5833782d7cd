{%- set n_terms = 10 -%}
with
terms as (
    select * from {{ ref('int_topic_terms') }}
    where place <= {{ n_terms }}
),

topic_words as (
    select * from {{ ref('int_topic_words') }}
),

texts as (
    select * from {{ ref('int_texts') }}
),

sizes as (
    select
        source,
        corpus,
        cast(count(*) as double) as n_texts
    from texts
    group by source, corpus
),

pairs as (
    select
        terms.source,
        terms.corpus,
        terms.topic_number,
        terms.term,
        others.term as other_term,
        terms.n_texts,
        others.n_texts as n_other_texts
    from terms
    inner join terms as others
        on
            terms.source = others.source
            and terms.corpus = others.corpus
            and terms.topic_number = others.topic_number
            and terms.place < others.place
),

-- Texts in which two terms of a corpus are both; a pair may belong to several topics.
shared_texts as (
    select
        words.source,
        words.corpus,
        words.term,
        others.term as other_term,
        count(*) as n_both
    from topic_words as words
    inner join topic_words as others
        on
            words.source = others.source
            and words.corpus = others.corpus
            and words.text_id = others.text_id
            and words.term <> others.term
    group by words.source, words.corpus, words.term, others.term
),

-- Normalised pointwise mutual information: -1 never together, 0 by chance, 1 only together.
measured as (
    select
        pairs.source,
        pairs.corpus,
        pairs.topic_number,
        case
            when shared_texts.n_both is null then -1
            when shared_texts.n_both = sizes.n_texts then 1
            else
                ln(shared_texts.n_both * sizes.n_texts / (pairs.n_texts * pairs.n_other_texts))
                / -ln(shared_texts.n_both / sizes.n_texts)
        end as npmi
    from pairs
    inner join sizes
        on pairs.source = sizes.source and pairs.corpus = sizes.corpus
    left join shared_texts
        on
            pairs.source = shared_texts.source
            and pairs.corpus = shared_texts.corpus
            and pairs.term = shared_texts.term
            and pairs.other_term = shared_texts.other_term
)

-- Round to 12 digits: floating-point sums are not deterministic under parallel execution.
select
    source,
    corpus,
    topic_number,
    count(*) as n_pairs,
    round(avg(npmi), 12) as coherence
from measured
group by source, corpus, topic_number
