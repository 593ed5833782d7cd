{%- set not_letters = '[^\\p{L}\\p{M}]+' -%}
{{ config(schema='private') }}

with
usernames as (
    select username from {{ ref('int_learner_identities') }}
),

profiles as (
    select * from {{ ref('int_learner_profiles') }}
),

helpers as (
    select distinct helper_name from {{ ref('stg_quickhelper__helpers') }}
),

label_texts as (
    select distinct tagger from {{ ref('int_label_texts') }}
    where tagger not like 'model:%'
),

authors as (
    select distinct author from {{ ref('int_label_item_texts') }}
),

hidden_words as (
    select * from {{ ref('hidden_words') }}
),

-- A user name is one word; a person's name is one word per part.
names as (
    select lower(username) as word from usernames
    union
    select lower(username) as word from profiles
    union
    select lower(email) as word from profiles
    union
    select lower(tagger) as word from label_texts
    union
    select lower(author) as word from authors
    union
    select lower(words.word) as word
    from profiles
    {{ join_words('profiles.full_name', not_letters, 'words') }}
    union
    select lower(words.word) as word
    from helpers
    {{ join_words('helpers.helper_name', not_letters, 'words') }}
    union
    select lower(words.word) as word
    from label_texts
    {{ join_words('label_texts.tagger', not_letters, 'words') }}
    union
    select lower(words.word) as word
    from authors
    {{ join_words('authors.author', not_letters, 'words') }}
    union
    select lower(words.word) as word
    from hidden_words
    {{ join_words('hidden_words.word', not_letters, 'words') }}
)

select word from names
where length(word) >= 3
