{%- set data_fields = [
    'event_type', 'block_id', 'position_seconds', 'old_position_seconds', 'new_position_seconds',
    'new_speed',
] %}

with
foreign_rows as (
    select
        course_id,
        row_key,
        {{ json_fields('fields', [
            'user_id', 'url_id', 'resource_id', 'item_id', 'observed_event_timestamp',
            'observed_event_duration', 'observed_event_os', 'observed_event_agent',
            'observed_event_type', 'observed_event_type_id', 'observed_event_data', 'validity',
        ]) }} as fields
    from {{ ref('int_foreign_rows') }}
    where table_name = 'observed_events'
),

resources as (
    select * from {{ ref('int_foreign_resources') }}
),

problems as (
    select * from {{ ref('int_foreign_problems') }}
),

urls as (
    select * from {{ ref('int_foreign_urls') }}
),

types as (
    select * from {{ ref('int_foreign_types') }}
    where kind = 'observed_event_type'
),

logged_types as (
    select * from {{ ref('int_foreign_logged_types') }}
),

software as (
    select * from {{ ref('int_foreign_software') }}
),

salt as (
    select * from {{ ref('stg_pseudonym_salt') }}
),

linked as (
    select
        foreign_rows.*,
        {{ json_fields(well_formed('foreign_rows.fields.observed_event_data'), data_fields) }}
            as data,
        {{ foreign_user_id('foreign_rows.fields.user_id') }} as user_id,
        {{ foreign_time('foreign_rows.fields.observed_event_timestamp') }} as observed_at,
        coalesce(types.type_id, logged_types.type_id) as type_id,
        coalesce(types.type_name, logged_types.type_name) as type_name,
        urls.url_id as known_url_id,
        urls.resource_id as resource_of_url,
        named.resource_id as named_resource_id,
        items.resource_id as item_resource_id,
        problems.resource_id as problem_resource_id,
        misnamed.resource_id as misnamed_resource_id,
        os.software_id as os_id,
        agent.software_id as agent_id
    from foreign_rows
    cross join salt
    left join types
        on
            foreign_rows.course_id = types.course_id
            and {{ trimmed('foreign_rows.fields.observed_event_type_id') }} = types.foreign_key
    left join logged_types
        on {{ trimmed('foreign_rows.fields.observed_event_type') }} = logged_types.pattern
    left join urls
        on
            foreign_rows.course_id = urls.course_id
            and {{ trimmed('foreign_rows.fields.url_id') }} = urls.foreign_key
    {%- for alias, field in {
        'named': 'resource_id', 'items': 'item_id', 'misnamed': 'url_id'
    }.items() %}
        left join resources as {{ alias }}
            on
                foreign_rows.course_id = {{ alias }}.course_id
                and {{ trimmed('foreign_rows.fields.' ~ field) }} = {{ alias }}.foreign_key
    {%- endfor %}
    left join problems
        on
            foreign_rows.course_id = problems.course_id
            and {{ trimmed('foreign_rows.fields.item_id') }} = problems.foreign_key
    {%- for kind in ['os', 'agent'] %}
        left join software as {{ kind }}
            on
                foreign_rows.course_id = {{ kind }}.course_id
                and {{ trimmed('fields.observed_event_' ~ kind) }} = {{ kind }}.foreign_key
                and {{ kind }}.kind = '{{ kind }}'
    {%- endfor %}
),

-- MIT's translator wrote ids of resources into url_id. Where the events of a course name no
-- resource, and more of their url_id are resources than addresses, so did this one.
url_readings as (
    select
        *,
        count(coalesce(fields.resource_id, fields.item_id)) over (partition by course_id) = 0
        and (
            count(misnamed_resource_id) over (partition by course_id)
            > count(known_url_id) over (partition by course_id)
        ) as is_misnamed
    from linked
),

placed as (
    select
        *,
        case when not is_misnamed then known_url_id end as url_id,
        coalesce(data.event_type, fields.observed_event_type) as logged_event_type,
        coalesce(
            named_resource_id,
            -- An item is a resource or a problem, by the type of the event.
            case
                when type_name in ('problem_visit', 'problem_submission') then problem_resource_id
                when type_name not like 'forum%' or type_name = 'forum_visit' then item_resource_id
            end,
            case when is_misnamed then misnamed_resource_id else resource_of_url end
        ) as resource_id
    from url_readings
)

select
    course_id,
    row_key as foreign_key,
    {{ foreign_id('observed_event', 'row_key', 'course_id') }} as observed_event_id,
    user_id,
    url_id,
    observed_at as observed_event_timestamp,
    {{ safe_bigint('fields.observed_event_duration', 'count') }} as observed_event_duration,
    os_id as observed_event_os,
    agent_id as observed_event_agent,
    {{ foreign_flag('fields.validity', 'share') }} as validity,
    type_id as observed_event_type_id,
    {{ public_event_type('logged_event_type') }} as event_type,
    {{ matched('data.block_id', '^[^ ]{1,255}$') }} as block_id,
    {%- for field in data_fields[2:] %}
        {{ safe_double(
            'data.' ~ field, 'playback_rate' if field == 'new_speed' else 'video_seconds'
        ) }} as {{ field }},
    {%- endfor %}
    resource_id,
    {{ count_unused([
        ('fields.observed_event_timestamp', 'observed_at'),
        ('coalesce(fields.observed_event_type_id, fields.observed_event_type)', 'type_id'),
        ('fields.url_id', 'coalesce(url_id, misnamed_resource_id)'),
        ('fields.resource_id', 'resource_id'),
        ('fields.item_id', 'resource_id'),
        ('fields.observed_event_os', 'os_id'),
        ('fields.observed_event_agent', 'agent_id'),
    ]) }} as n_unused_values
from placed
