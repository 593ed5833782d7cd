with
foreign_rows as (
    select
        course_id,
        table_name,
        row_key,
        {{ json_fields('fields', ['url', 'url_id', 'resource_id']) }} as fields
    from {{ ref('int_foreign_rows') }}
    where table_name in ('urls', 'resources_urls')
),

resources as (
    select * from {{ ref('int_foreign_resources') }}
),

urls as (
    select
        course_id,
        row_key as foreign_key,
        {{ foreign_url('fields.url') }} as url
    from foreign_rows
    where table_name = 'urls'
),

-- Two rows may say the same, and rows may name resources that are not there.
pairs as (
    select distinct
        foreign_rows.course_id,
        {{ trimmed('foreign_rows.fields.url_id') }} as url_key,
        resources.resource_id
    from foreign_rows
    inner join resources
        on
            foreign_rows.course_id = resources.course_id
            and {{ trimmed('foreign_rows.fields.resource_id') }} = resources.foreign_key
    where foreign_rows.table_name = 'resources_urls'
)

-- One row per address, and a row for each resource at it.
select
    urls.course_id,
    urls.foreign_key,
    urls.url,
    {{ surrogate_id(["'moocdb'", 'urls.course_id', "'url'", 'urls.url']) }} as url_id,
    pairs.resource_id,
    case
        when pairs.resource_id is not null
            then {{ surrogate_id([
                "'moocdb'", 'urls.course_id', 'pairs.resource_id', 'urls.url'
            ]) }}
    end as resources_urls_id
from urls
left join pairs
    on urls.course_id = pairs.course_id and urls.foreign_key = pairs.url_key
where urls.url is not null
