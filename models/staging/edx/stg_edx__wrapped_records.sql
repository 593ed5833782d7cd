{{ config(
    materialized='incremental',
    pre_hook="{{ delete_outdated(undone_loads(ref('stg_edx__lines'))) }}",
) }}
{%- set max_depth = 6 %}

with recursive
new_lines as (
    select * from {{ ref('stg_edx__lines') }}
    {% if is_incremental() %}
        where {{ is_in_new_load() }}
    {% endif %}
),

-- An object without an event_type may be the wrapper that a log shipper put around the platform's
-- line.
envelopes as (
    select
        load_id,
        file_id,
        line_no,
        fate = 'accepted' as is_event
    from new_lines
    where
        raw_event_type is null
        and fate in ('accepted', 'no_event_type', 'no_time', 'not_object')
),

lines as (
    select * from {{ source('raw', 'edx_lines') }}
),

wrappers as (
    select * from {{ ref('edx_log_wrappers') }}
),

salt as (
    select * from {{ ref('stg_pseudonym_salt') }}
),

opened as (
    select
        lines.load_id,
        lines.file_id,
        lines.line_no,
        lines.line_had_bad_bytes,
        envelopes.is_event,
        '' as path,
        lines.line as text,
        0 as depth
    from envelopes
    inner join lines
        on envelopes.file_id = lines.file_id and envelopes.line_no = lines.line_no
    union all
    select
        members.load_id,
        members.file_id,
        members.line_no,
        members.line_had_bad_bytes,
        members.is_event,
        members.path || '/' || lpad(members.member.key, 9, '0') as path,
        members.member.value as text,
        members.depth + 1 as depth
    from (
        select
            *,
            left(json, 1) = '{' as is_object,
            {{ each_json_member('json') }} as member
        from ({{ json_of_lines('opened') }})
        where depth < {{ max_depth }}
    ) as members
    left join wrappers
        on members.member.key = wrappers.key
    where not members.is_object or wrappers.key is not null
),

objects_within as (
    select
        *,
        {{ json_fields(well_formed('json'), ['event_type', 'name', 'time']) }} as fields
    from ({{ json_of_lines('opened') }})
    where depth > 0 and left(json, 1) = '{'
),

texts as (
    select
        load_id,
        file_id,
        line_no,
        row_number() over (partition by file_id, line_no order by path) as record_no,
        json as line,
        line_had_bad_bytes
    from objects_within
    where case
        -- The payload of an event often has a field `name`, too.
        when is_event then fields.event_type is not null and fields.time is not null
        else fields.event_type is not null or fields.name is not null
    end
),

{{ edx_record_ctes('texts') }}

select * from records
