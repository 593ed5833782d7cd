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

pairs as (
    select
        course_id,
        {{ trimmed('fields.resource_id') }} as resource_key,
        {{ trimmed('fields.url_id') }} as url_key
    from foreign_rows
    where table_name = 'resources_urls'
)

-- One row per address, and a row for each resource at it.
select
    urls.course_id,
    urls.foreign_key,
    urls.url,
    {{ surrogate_id(["'moocdb'", 'urls.course_id', "'url'", 'urls.url']) }} as url_id,
    resources.resource_id,
    case
        when resources.resource_id is not null
            then {{ surrogate_id([
                "'moocdb'", 'urls.course_id', 'resources.resource_id', 'urls.url'
            ]) }}
    end as resources_urls_id
from urls
left join pairs
    on urls.course_id = pairs.course_id and urls.foreign_key = pairs.url_key
left join resources
    on pairs.course_id = resources.course_id and pairs.resource_key = resources.foreign_key
where urls.url is not null
