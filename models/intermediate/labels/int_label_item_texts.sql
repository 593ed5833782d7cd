{{ config(schema='private') }}

with
label_rows as (
    select * from {{ ref('stg_labels__rows') }}
    where fate = 'accepted' and {{ trimmed('text') }} is not null
),

salt as (
    select * from {{ ref('stg_pseudonym_salt') }}
),

described as (
    select
        *,
        {{ json_fields('other_columns', ['author', 'thread']) }} as fields
    from label_rows
),

-- Rows of one item repeat its text; of several texts one is taken.
items as (
    select
        project,
        item_id,
        min(text) as text,
        min({{ trimmed('fields.author') }}) as author,
        min({{ trimmed('fields.thread') }}) as thread
    from described
    group by project, item_id
)

select
    items.project,
    items.item_id,
    items.text,
    items.author,
    {{ learner_id('salt.salt', 'labels', 'author', 'items.author') }} as author_id,
    items.thread
from items
cross join salt
