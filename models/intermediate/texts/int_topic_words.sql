{{ config(schema='private') }}

with
terms as (
    select distinct
        source,
        corpus,
        term
    from {{ ref('int_topic_rows') }}
    where kind = 'term'
),

words as (
    select * from {{ ref('int_text_words') }}
),

texts as (
    select * from {{ ref('int_texts') }}
)

select
    texts.platform,
    texts.course_id,
    terms.source,
    terms.corpus,
    terms.term,
    words.text_id,
    texts.author_id
from terms
inner join words
    on
        terms.source = words.source
        and terms.corpus = words.corpus
        and terms.term = words.word
inner join texts
    on
        words.source = texts.source
        and words.corpus = texts.corpus
        and words.text_id = texts.text_id
