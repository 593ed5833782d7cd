{{ config(schema='private') }}

with
label_rows as (
    select * from {{ ref('stg_labels__rows') }}
    where fate = 'accepted' and {{ trimmed('text') }} is not null
),

project_rows as (
    select * from {{ ref('stg_labels__project_rows') }}
    where fate = 'accepted'
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
tagged_items as (
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
    project,
    item_id,
    text,
    author,
    author_id,
    thread,
    example_tag,
    true as is_of_project
from project_rows
union all
select
    tagged_items.project,
    tagged_items.item_id,
    tagged_items.text,
    tagged_items.author,
    {{ learner_id('salt.salt', 'labels', 'author', 'tagged_items.author') }} as author_id,
    tagged_items.thread,
    cast(null as string) as example_tag,
    false as is_of_project
from tagged_items
left join project_rows
    on
        tagged_items.project = project_rows.project
        and tagged_items.item_id = project_rows.item_id
cross join salt
where project_rows.item_id is null
