{%- set addresses = '[a-zA-Z][a-zA-Z0-9+.-]*://[^\\s<>]+|www[.][^\\s<>]+|[^\\s@<>]*@[^\\s<>]+' -%}
{%- set tags = '<[^<>]*>' -%}
{%- set token_ends = '[^\\p{L}\\p{M}\\p{N}_.@+-]+' -%}
{%- set not_letters = '[^\\p{L}\\p{M}]+' -%}
{{ config(schema='private', materialized='view') }}

with
texts as (
    select * from {{ ref('int_texts') }}
),

name_words as (
    select * from {{ ref('int_name_words') }}
),

stop_words as (
    select distinct word from {{ ref('stop_words') }}
),

-- Addresses, tags of HTML and mentions are not words; nor is what follows an apostrophe (isn't).
plain as (
    select
        source,
        corpus,
        text_id,
        {{ replaced(
            replaced(replaced('lower(text)', addresses, ' '), tags, ' '),
            "[''’]\\p{L}{1,2}\\b", ' '
        ) }} as text
    from texts
),

tokens as (
    select
        plain.source,
        plain.corpus,
        plain.text_id,
        trim(both '.-+' from tokens.word) as token
    from plain
    {{ join_words('plain.text', token_ends, 'tokens') }}
),

-- A user name is taken out whole: ann_lee does not leave the words ann and lee.
other_tokens as (
    select tokens.*
    from tokens
    left join name_words
        on tokens.token = name_words.word
    where name_words.word is null and tokens.token <> ''
),

words as (
    select
        other_tokens.source,
        other_tokens.corpus,
        other_tokens.text_id,
        words.word
    from other_tokens
    {{ join_words('other_tokens.token', not_letters, 'words') }}
    where length(words.word) between 3 and 30
)

select
    words.source,
    words.corpus,
    words.text_id,
    words.word,
    count(*) as n_times
from words
left join name_words
    on words.word = name_words.word
left join stop_words
    on words.word = stop_words.word
where name_words.word is null and stop_words.word is null
group by words.source, words.corpus, words.text_id, words.word
