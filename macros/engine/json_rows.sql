{#- JSON taken apart, a row for each part: columns of a select list, whose other columns repeat. -#}

{#- One row per entry of a JSON object, as a struct of `key` and `value`; a column of a select list,
    whose other columns repeat. The value is text, or JSON if `as_json` is true, which shows the text
    "[1]" from the list [1]; with `fields` it is a struct of these fields as text, and of the fields
    that `as_json` names as JSON. Null, an empty object and anything that is not an object, malformed or not,
    give no row. Of a key that the object names twice the last value holds, as in most readers of JSON.
    The whole object is parsed once; its entries come in no order: pair them by key. On Spark a value that
    is the text of an object counts as the object, if `fields` are asked for, and a number beside an object
    that names a key twice comes as JSON with quotes.
    Usage: select event_id, {{ each_json_entry('correct_map', ['correctness']) }} as part -#}
{% macro each_json_entry(json, fields=[], as_json=false) -%}
    {{ return(adapter.dispatch('each_json_entry', 'moocdb')(json, fields, as_json)) }}
{%- endmacro %}

{% macro duckdb__each_json_entry(json, fields, as_json) -%}
    {%- if fields -%}
        {%- set types = {} -%}
        {%- for field in fields -%} {%- do types.update({field: 'VARCHAR'}) -%} {%- endfor -%}
        {%- for field in as_json or [] -%} {%- do types.update({field: 'JSON'}) -%} {%- endfor -%}
        {%- set type = 'STRUCT(' ~ types.items() | map('join', ' ') | join(', ') ~ ')' -%}
    {%- else -%}
        {%- set types = 'JSON' if as_json else 'VARCHAR' -%}
        {%- set type = types -%}
    {%- endif -%}
    {#- DuckDB reads an object that names a key twice as a null MAP. Such an object is taken apart, its
        entries are sorted by key and place, and the last one of each key is kept. -#}
    {%- set sorted -%}
        list_sort(list_zip(
            json_keys({{ json }}),
            generate_series(1, len(json_keys({{ json }}))),
            json_extract({{ json }}, '$.*')
        ))
    {%- endset -%}
    unnest(coalesce(
        map_entries(from_json({{ well_formed(json) }}, '"MAP(VARCHAR, {{ type }})"')),
        case
            when starts_with(ltrim({{ json }}, e' \t\r\n'), '{') and {{ is_json(json) }}
                then list_transform(
                    list_filter(
                        list_zip({{ sorted }}, {{ sorted }}[2:]),
                        lambda neighbors:
                            neighbors[2] is null or neighbors[2][1] <> neighbors[1][1]
                    ),
                    lambda neighbors: struct_pack(
                        key := neighbors[1][1],
                        value := from_json(neighbors[1][3], '{{ tojson(types) }}')
                    )
                )
        end
    ))
{%- endmacro %}

{% macro spark__each_json_entry(json, fields, as_json) -%}
    {%- set texts = "map_entries(from_json(object_text, 'map<string, string>'))" -%}
    {%- if fields -%}
        {%- set ns = namespace(parts=[]) -%}
        {%- for field in fields -%}
            {%- do ns.parts.append("'" ~ field ~ "', texts.`" ~ field ~ '`') -%}
        {%- endfor -%}
        {%- for field in as_json or [] -%}
            {%- set value = moocdb.spark__json_of('texts.`' ~ field ~ '`', 'variants.`' ~ field ~ '`') -%}
            {%- do ns.parts.append("'" ~ field ~ "', " ~ value) -%}
        {%- endfor -%}
        {%- set value = 'named_struct(' ~ ns.parts | join(', ') ~ ')' -%}
        {%- set columns = moocdb.spark__json_columns(fields + (as_json or [])) -%}
        {%- if as_json -%}
            {%- set types = '`' ~ as_json | join('`: variant, `') ~ '`: variant' -%}
            {%- set value = let("from_json(entry.value, 'struct<" ~ types ~ ">')", 'variants', value) -%}
        {%- endif -%}
        {%- set value = "case when startswith(entry.value, '{') then "
            ~ let("from_json(entry.value, 'struct<" ~ columns ~ ">')", 'texts', value) ~ ' end' -%}
        {%- set entries = 'transform(' ~ texts ~ ", entry -> named_struct('key', entry.key, 'value', " ~ value ~ '))' -%}
    {%- elif as_json -%}
        {%- set variants = "map_entries(from_json(object_text, 'map<string, variant>'))" -%}
        {%- set value = moocdb.spark__json_of('entry.value', 'try_element_at(variants, place + 1).value') -%}
        {%- set entries = let(variants, 'variants',
            'transform(' ~ texts ~ ", (entry, place) -> named_struct('key', entry.key, 'value', " ~ value ~ '))'
        ) -%}
    {%- else -%}
        {%- set entries = texts -%}
    {%- endif -%}
    {%- set last = 'case
        when size(entries) = size(array_distinct(transform(entries, entry -> entry.key))) then entries
        else filter(entries, (entry, place) -> not exists(
            slice(entries, place + 2, size(entries)), later -> later.key = entry.key
        ))
    end' -%}
    explode({{ let(well_formed(json), 'object_text', let(entries, 'entries', last)) }})
{%- endmacro %}

{% macro spark__json_of(text, variant) -%}
    {#- The JSON of a value, of which Spark reads either the text, without quotes, or the type; no type
        where an object within names a key twice. -#}
    case
        when {{ text }} is null then null
        when coalesce(
            schema_of_variant({{ variant }}) = 'STRING', left({{ text }}, 1) not in ('[', '{')
        ) then {{ moocdb.spark__json_quoted(text) }}
        else {{ text }}
    end
{%- endmacro %}


{#- One row per item of a JSON array, as text; any other JSON value is its own only item; null and
    malformed text give no row.
    Usage: select event_id, {{ each_json_item('tag.value') }} as tag_value -#}
{% macro each_json_item(json) -%}
    {{ return(adapter.dispatch('each_json_item', 'moocdb')(json)) }}
{%- endmacro %}

{% macro duckdb__each_json_item(json) -%}
    unnest(case
        when not {{ is_json(json) }} then null
        when starts_with({{ json }}, '[') then from_json({{ json }}, '["VARCHAR"]')
        when {{ json }} is not null then [json_extract_string({{ json }}, '$')]
    end)
{%- endmacro %}

{% macro spark__each_json_item(json) -%}
    explode({{ let(json, 'json_text', "case
        when not " ~ is_json('json_text') ~ " then null
        when startswith(json_text, '[') then from_json(json_text, 'array<string>')
        when json_text is not null then array(" ~ moocdb.spark__json_unquoted('json_text') ~ ")
    end") }})
{%- endmacro %}


{#- One row per item of a JSON array, as text beside its place from 1: two columns with the names
    given; anything else gives no row.
    Usage: select block_id, {{ each_numbered_json_item('children', 'child_id', 'place') }} -#}
{% macro each_numbered_json_item(json, item, place) -%}
    {{ return(adapter.dispatch('each_numbered_json_item', 'moocdb')(json, item, place)) }}
{%- endmacro %}

{% macro duckdb__each_numbered_json_item(json, item, place) -%}
    {%- set items = 'from_json(' ~ well_formed(json) ~ ", '[\"VARCHAR\"]')" -%}
    unnest({{ items }}) as {{ item }},
    unnest(generate_series(1, len({{ items }}))) as {{ place }}
{%- endmacro %}

{% macro spark__each_numbered_json_item(json, item, place) -%}
    inline(transform(
        from_json({{ well_formed(json) }}, 'array<string>'),
        (item, place) -> named_struct('item', item, 'place', cast(place + 1 as bigint))
    )) as ({{ item }}, {{ place }})
{%- endmacro %}


{#- One row per member of a JSON value, as a struct of `key` and `value`, both text: the entries of an
    object, the items of an array (the key is the place, from 1), or the one text in a JSON string.
    Anything else gives no row. Usage: select file_id, {{ each_json_member('content') }} as member -#}
{% macro each_json_member(json) -%}
    {{ return(adapter.dispatch('each_json_member', 'moocdb')(json)) }}
{%- endmacro %}

{% macro duckdb__each_json_member(json) -%}
    {#- Keys and values apart, because a MAP of an object that names a key twice is null. -#}
    unnest(case
        when not coalesce({{ is_json(json) }}, false) then null
        when starts_with({{ json }}, '{')
            then list_transform(
                list_zip(json_keys({{ json }}), json_extract({{ json }}, '$.*')),
                lambda pair: struct_pack(key := pair[1], value := json_extract_string(pair[2], '$'))
            )
        when starts_with({{ json }}, '[')
            then list_transform(
                list_zip(
                    generate_series(1, cast(json_array_length({{ json }}) as bigint)),
                    from_json({{ json }}, '["VARCHAR"]')
                ),
                lambda pair: struct_pack(key := cast(pair[1] as varchar), value := pair[2])
            )
        when starts_with({{ json }}, '"')
            then [struct_pack(key := '', value := json_extract_string({{ json }}, '$'))]
    end)
{%- endmacro %}

{% macro spark__each_json_member(json) -%}
    explode({{ let(json, 'json_text', "case
        when not coalesce(" ~ is_json('json_text') ~ ", false) then null
        when startswith(json_text, '{') then map_entries(from_json(json_text, 'map<string, string>'))
        when startswith(json_text, '[')
            then transform(
                from_json(json_text, 'array<string>'),
                (item, place) -> named_struct('key', cast(place + 1 as string), 'value', item)
            )
        when startswith(json_text, '\"')
            then array(named_struct('key', '', 'value', " ~ moocdb.spark__json_unquoted('json_text') ~ "))
    end") }})
{%- endmacro %}
