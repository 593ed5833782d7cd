{#- JSON: text in, text out. Every field is read as text and cast afterwards by the safe_* macros,
    because logs write numbers as text, text as numbers, and null for either. -#}

{#- True where `text` is one well-formed JSON value and nothing else; null stays null. NaN and Infinity,
    which Python writes, are numbers. DuckDB alone takes a comma after the last item, other spellings of
    NaN, numbers of more than 1,000 digits and more than 1,000 levels of brackets.
    Usage: where {{ is_json('line') }} -#}
{% macro is_json(text) -%}
    {{ return(adapter.dispatch('is_json', 'moocdb')(text)) }}
{%- endmacro %}

{% macro duckdb__is_json(text) -%}
    json_valid({{ text }})
{%- endmacro %}

{% macro spark__is_json(text) -%}
    {#- Spark reads the first value of a text and leaves what follows. So the text is read as the first item
        of two; nobody can write a text that holds the second, its own hash. Half of a surrogate pair is valid
        to Spark. -#}
    {%- set pair = '\\\\u[dD][89abAB][0-9a-fA-F]{2}\\\\u[dD][c-fC-F][0-9a-fA-F]{2}' -%}
    {%- set whole = replaced(text, '(^|[^\\\\])((?:\\\\\\\\)*)(?:' ~ pair ~ ')+', '\\1\\2') -%}
    case
        when {{ text }} is not null then coalesce(
            try_element_at(
                from_json(
                    '[' || {{ text }} || ',"' || md5({{ text }}) || '"]',
                    'array<string>',
                    map('allowSingleQuotes', 'false')
                ),
                2
            ) = md5({{ text }})
            and not (
                contains(lower({{ text }}), {{ spark_literal('\\ud') }})
                and {{ is_match(whole, '(?:^|[^\\\\])(?:\\\\\\\\)*\\\\u[dD][89a-fA-F]') }}
            ),
            false
        )
    end
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
    Of a key that the object names twice the first value holds; in an object within it Spark takes the
    last. The text of a number with an exponent, of NaN and of a surrogate pair in an object or array
    is spelled as the engine spells it (1e-07, 1.0E-7): compare numbers, not their texts.
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

{% macro spark__json_fields(json, fields) -%}
    {#- Of a key that is there twice from_json takes the last value, and DuckDB the first. -#}
    {%- set type = 'struct<' ~ moocdb.spark__json_columns(fields) ~ '>' -%}
    {{ let(
        json, 'object_text',
        let(
            'json_object_keys(object_text)', 'object_keys',
            'case when size(object_keys) > size(array_distinct(object_keys)) then '
            ~ moocdb.spark__first_json_fields(fields)
            ~ " else from_json(object_text, '" ~ type ~ "') end"
        )
    ) }}
{%- endmacro %}

{% macro spark__json_columns(fields) -%}
    {%- set ns = namespace(parts=[]) -%}
    {%- for field in fields -%}
        {%- if field is mapping -%}
            {%- for name, nested in field.items() -%}
                {%- set type = 'struct<' ~ moocdb.spark__json_columns(nested) ~ '>' -%}
                {%- do ns.parts.append('`' ~ name ~ '`: ' ~ type) -%}
            {%- endfor -%}
        {%- else -%}
            {%- do ns.parts.append('`' ~ field ~ '`: string') -%}
        {%- endif -%}
    {%- endfor -%}
    {{ return(ns.parts | join(', ')) }}
{%- endmacro %}

{% macro spark__first_json_fields(fields, path='$') -%}
    {%- set ns = namespace(parts=[]) -%}
    {%- for field in fields -%}
        {%- if field is mapping -%}
            {%- for name, nested in field.items() -%}
                {%- set nested_path = path ~ "[\\'" ~ name ~ "\\']" -%}
                {%- set struct = moocdb.spark__first_json_fields(nested, nested_path) -%}
                {%- do ns.parts.append("'" ~ name ~ "', " ~ struct) -%}
            {%- endfor -%}
        {%- elif path == '$' -%}
            {%- set value = "from_json(object_text, 'map<string, string>')['" ~ field ~ "']" -%}
            {%- do ns.parts.append("'" ~ field ~ "', " ~ value) -%}
        {%- else -%}
            {%- set value = "get_json_object(object_text, '" ~ path ~ "[\\'" ~ field ~ "\\']')" -%}
            {%- do ns.parts.append("'" ~ field ~ "', " ~ value) -%}
        {%- endif -%}
    {%- endfor -%}
    {{ return('named_struct(' ~ ns.parts | join(', ') ~ ')') }}
{%- endmacro %}


{#- The text of a JSON string: quotes and escapes undone. The input must be well-formed.
    Usage: {{ json_unquoted('payload') }} -#}
{% macro json_unquoted(json) -%}
    {{ return(adapter.dispatch('json_unquoted', 'moocdb')(json)) }}
{%- endmacro %}

{% macro duckdb__json_unquoted(json) -%}
    json_extract_string({{ json }}, '$')
{%- endmacro %}

{% macro spark__json_unquoted(json) -%}
    from_json('[' || {{ json }} || ']', 'array<string>')[0]
{%- endmacro %}


{#- `text` as a JSON string, quoted and escaped. Usage: {{ json_quoted('answer') }} -#}
{% macro json_quoted(text) -%}
    {{ return(adapter.dispatch('json_quoted', 'moocdb')(text)) }}
{%- endmacro %}

{% macro duckdb__json_quoted(text) -%}
    cast(to_json({{ text }}) as varchar)
{%- endmacro %}

{% macro spark__json_quoted(text) -%}
    case
        when {{ text }} is not null
            then substr(to_json(array({{ text }})), 2, length(to_json(array({{ text }}))) - 2)
    end
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

{% macro spark__json_object(fields) -%}
    {#- Spark has its own way to spell a time in JSON, and Java to spell a number. -#}
    '{' ||
    {%- for name, value in fields.items() -%}
        '"{{ name }}":' || coalesce(case typeof({{ value }})
            when 'double' then {{ moocdb.spark__json_number('cast(' ~ value ~ ' as string)') }}
            when 'boolean' then cast({{ value }} as string)
            when 'int' then cast({{ value }} as string)
            when 'bigint' then cast({{ value }} as string)
            else {{ moocdb.spark__json_quoted('cast(' ~ value ~ ' as string)') }}
        end, 'null') || {{ "',' || " if not loop.last }}
    {%- endfor -%}
    '}'
{%- endmacro %}

{% macro spark__json_number(text) -%}
    {#- 1.25E-4 as 0.000125 and 1.25E7 as 12500000.0; beyond 1e-6 and 1e21 with an exponent, as 1.25e-7. -#}
    {%- set digits = "regexp_replace(regexp_extract(java_number, '-?(.*)E', 1), '[.]0$|[.]', '')" -%}
    {%- set exponent = "cast(regexp_extract(java_number, 'E(.*)', 1) as int)" -%}
    {%- set sign = "if(startswith(java_number, '-'), '-', '')" -%}
    {{ let(text, 'java_number', "case
        when not contains(java_number, 'E') then java_number
        when " ~ exponent ~ " between 0 and 20
            then " ~ sign ~ " || rpad(left(" ~ digits ~ ", " ~ exponent ~ " + 1), " ~ exponent ~ " + 1, '0')
                || '.' || coalesce(nullif(substr(" ~ digits ~ ", " ~ exponent ~ " + 2), ''), '0')
        when " ~ exponent ~ " between -6 and -1
            then " ~ sign ~ " || '0.' || repeat('0', -1 - " ~ exponent ~ ") || " ~ digits ~ "
        else replace(replace(java_number, '.0E', 'E'), 'E', 'e')
    end") }}
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

{% macro spark__json_joined(json, separator) -%}
    {#- Nulls alone join to null. -#}
    {%- set joined = 'case
        when size(items) = 0 or exists(items, item -> item is not null)
            then array_join(items, ' ~ spark_literal(separator) ~ ')
    end' -%}
    case
        when startswith({{ json }}, '[')
            then {{ let('from_json(' ~ json ~ ", 'array<string>')", 'items', joined) }}
        else {{ moocdb.spark__json_unquoted(json) }}
    end
{%- endmacro %}


{#- A text that is equal for two JSON values that differ only in the order of keys, in white space, or
    in how numbers and characters are spelled: the members of the value, sorted. It is made to compare
    values, not to be read; values that differ in the order of items alone are equal, too. The input
    must be well-formed. It is the same on every engine, but for NaN, for numbers over 10^15 that are not
    whole, and for a number such as 1.0E7 between commas in a string. Usage: {{ json_fingerprint('payload') }} -#}
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

{% macro spark__json_fingerprint(json) -%}
    {#- Spark writes a value that it reads as text as short as DuckDB, but for surrogate pairs, which it
        leaves escaped, and for numbers with an exponent. -#}
    {%- set pair = '\\\\u[dD][89abAB][0-9a-fA-F]{2}\\\\u[dD][c-fC-F][0-9a-fA-F]{2}' -%}
    {%- set short = "substr(nested_text, 2, length(nested_text) - 2)" -%}
    {%- set decoded = "case
        when not contains(short_text, " ~ spark_literal('\\u') ~ ") then short_text
        else aggregate(
            array_distinct(regexp_extract_all(short_text, " ~ spark_pattern(pair) ~ ", 0)), short_text,
            (whole_text, pair) -> replace(whole_text, pair, " ~ spark__json_unquoted("'\"' || pair || '\"'") ~ ")
        )
    end" -%}
    {%- set items = "split(regexp_replace(" ~ decoded ~ ", '[{}\\\\[\\\\]]', ','), ',')" -%}
    {%- set number = '^((?:".*":)?)(-?[0-9][.][0-9]+E-?[0-9]+)$' -%}
    {%- set item = "case
        when contains(item, 'E') and " ~ is_match('item', number) ~ " then "
            ~ "regexp_extract(item, " ~ spark_pattern(number) ~ ", 1) || "
            ~ moocdb.spark__json_number("regexp_extract(item, " ~ spark_pattern(number) ~ ", 2)") ~ "
        else item
    end" -%}
    {{ let(
        "from_json('[[' || " ~ json ~ " || ']]', 'array<string>')[0]", 'nested_text',
        let(short, 'short_text',
            "array_join(array_sort(transform(" ~ items ~ ", item -> " ~ item ~ ")), ',')"
        )
    ) }}
{%- endmacro %}
