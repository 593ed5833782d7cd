{#- JSON: text in, text out. Every field is read as text and cast afterwards by the safe_* macros,
    because logs write numbers as text, text as numbers, and null for either. -#}

{#- True where `text` is one well-formed JSON value and nothing else; null stays null.
    Usage: where {{ is_json('line') }} -#}
{% macro is_json(text) -%}
    {{ return(adapter.dispatch('is_json', 'moocdb')(text)) }}
{%- endmacro %}

{% macro duckdb__is_json(text) -%}
    json_valid({{ text }})
{%- endmacro %}


{#- `text` where it is well-formed JSON, else null: what to read of a text within a payload, which
    may be anything that a learner wrote.
    Usage: {{ json_fields(well_formed('fields.answer'), ['parts']) }} -#}
{% macro well_formed(text) -%}
    case when {{ is_json(text) }} then {{ text }} end
{%- endmacro %}


{#- All named fields of a JSON object in one pass, as a struct of texts; a field that is absent or
    null is null, a field that is an object or array is its JSON text, and a JSON string loses its
    quotes. A `{'name': [...]}` entry reads a nested object into a struct.
    The input must be null or well-formed: malformed text raises on DuckDB. One call parses the
    text once, however many fields it names; one call per field would parse it once per field.
    Usage: {{ json_fields('payload', ['id', 'code', {'context': ['user_id']}]) }} as fields -#}
{% macro json_fields(json, fields) -%}
    {{ return(adapter.dispatch('json_fields', 'moocdb')(json, fields)) }}
{%- endmacro %}

{% macro duckdb__json_fields(json, fields) -%}
    from_json({{ json }}, '{{ moocdb.duckdb__json_structure(fields) }}')
{%- endmacro %}

{% macro duckdb__json_structure(fields) -%}
    {%- set ns = namespace(parts=[]) -%}
    {%- for field in fields -%}
        {%- if field is mapping -%}
            {%- for name, nested in field.items() -%}
                {%- do ns.parts.append(tojson(name) ~ ':' ~ moocdb.duckdb__json_structure(nested)) -%}
            {%- endfor -%}
        {%- else -%}
            {%- do ns.parts.append(tojson(field) ~ ':"VARCHAR"') -%}
        {%- endif -%}
    {%- endfor -%}
    {{ return('{' ~ ns.parts | join(',') ~ '}') }}
{%- endmacro %}


{#- The text of a JSON string: quotes and escapes undone. The input must be well-formed.
    Usage: {{ json_unquoted('payload') }} -#}
{% macro json_unquoted(json) -%}
    {{ return(adapter.dispatch('json_unquoted', 'moocdb')(json)) }}
{%- endmacro %}

{% macro duckdb__json_unquoted(json) -%}
    json_extract_string({{ json }}, '$')
{%- endmacro %}


{#- `text` as a JSON string, quoted and escaped. Usage: {{ json_quoted('answer') }} -#}
{% macro json_quoted(text) -%}
    {{ return(adapter.dispatch('json_quoted', 'moocdb')(text)) }}
{%- endmacro %}

{% macro duckdb__json_quoted(text) -%}
    cast(to_json({{ text }}) as varchar)
{%- endmacro %}


{#- A JSON object text made of column values, nulls left as null.
    Usage: {{ json_object({'video': 'video_id', 'position': 'position_seconds'}) }} -#}
{% macro json_object(fields) -%}
    {{ return(adapter.dispatch('json_object', 'moocdb')(fields)) }}
{%- endmacro %}

{% macro duckdb__json_object(fields) -%}
    cast(json_object(
        {%- for name, value in fields.items() -%}
            '{{ name }}', {{ value }}{{ ', ' if not loop.last }}
        {%- endfor -%}
    ) as varchar)
{%- endmacro %}


{#- One row per entry of a JSON object, as a struct of `key` and `value`; a column of a select list,
    whose other columns repeat. The value is text, or JSON if `as_json` is true, which shows the text
    "[1]" from the list [1]; with `fields` it is a struct of these fields as text, and of the fields
    that `as_json` names as JSON. Null, an empty object and anything that is not an object, malformed or not,
    give no row. Of a key that the object names twice the last value holds, as in most readers of JSON.
    The whole object is parsed once; its entries come in no order: pair them by key.
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


{#- The items of a JSON array as one text; any other JSON value as its text.
    Usage: {{ json_joined('part.value.answer', '|') }} as answer -#}
{% macro json_joined(json, separator) -%}
    {{ return(adapter.dispatch('json_joined', 'moocdb')(json, separator)) }}
{%- endmacro %}

{% macro duckdb__json_joined(json, separator) -%}
    case
        when starts_with({{ json }}, '[')
            then array_to_string(from_json({{ json }}, '["VARCHAR"]'), '{{ separator }}')
        else json_extract_string({{ json }}, '$')
    end
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


{#- A text that is equal for two JSON values that differ only in the order of keys, in white space, or
    in how numbers and characters are spelled: the members of the value, sorted. It is made to compare
    values, not to be read; values that differ in the order of items alone are equal, too. The input
    must be well-formed. Usage: {{ json_fingerprint('payload') }} -#}
{% macro json_fingerprint(json) -%}
    {{ return(adapter.dispatch('json_fingerprint', 'moocdb')(json)) }}
{%- endmacro %}

{% macro duckdb__json_fingerprint(json) -%}
    {%- set ns = namespace(sql='cast(json(' ~ json ~ ') as varchar)') -%}
    {%- for bracket in '{}[]' -%}
        {%- set ns.sql = 'replace(' ~ ns.sql ~ ", '" ~ bracket ~ "', ',')" -%}
    {%- endfor -%}
    array_to_string(list_sort(string_split({{ ns.sql }}, ',')), ',')
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
