{{ config(materialized='view') }}

with
words as (
    select * from {{ ref('int_text_words') }}
),

texts as (
    select * from {{ ref('int_texts') }}
)

select
    texts.platform,
    words.source,
    words.corpus,
    words.text_id,
    texts.author_id,
    words.word,
    words.n_times
from words
inner join texts
    on
        words.source = texts.source
        and words.corpus = texts.corpus
        and words.text_id = texts.text_id
