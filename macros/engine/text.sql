{#- `text` without white space at its ends; null when nothing is left. White space is blank, tab,
    line feed and carriage return (logs carry user names with a trailing newline).
    Usage: {{ trimmed('fields.username') }} as username -#}
{% macro trimmed(text) -%}
    {{ return(adapter.dispatch('trimmed', 'moocdb')(text)) }}
{%- endmacro %}

{% macro duckdb__trimmed(text) -%}
    nullif(trim({{ text }}, e' \t\r\n'), '')
{%- endmacro %}

{% macro spark__trimmed(text) -%}
    nullif(trim(both ' \t\r\n' from {{ text }}), '')
{%- endmacro %}


{#- The first match of a regular expression (RE2 and Java syntax both: write `[+]`, `[0-9]`), or
    one group of it; null, not '', where nothing matches. The dot matches line breaks too.
    Usage: {{ matched('page', '/courses/([^/]+)', 1) }} -#}
{% macro matched(text, pattern, group=0) -%}
    {{ return(adapter.dispatch('matched', 'moocdb')(text, pattern, group)) }}
{%- endmacro %}

{% macro duckdb__matched(text, pattern, group) -%}
    nullif(regexp_extract({{ text }}, '(?s){{ pattern }}', {{ group }}), '')
{%- endmacro %}

{% macro spark__matched(text, pattern, group) -%}
    nullif(regexp_extract({{ text }}, {{ spark_pattern('(?s)' ~ pattern) }}, {{ group }}), '')
{%- endmacro %}


{#- True where a regular expression of that kind matches somewhere in a text. For a pattern that differs
    from row to row, name its column instead; a dollar sign in it is to Spark also the end before a
    last line feed.
    Usage: {{ is_match('path', '^/[0-9]+$') }}, {{ is_match('path', pattern_column='routes.pattern') }} -#}
{% macro is_match(text, pattern='', pattern_column=none) -%}
    {{ return(adapter.dispatch('is_match', 'moocdb')(text, pattern, pattern_column)) }}
{%- endmacro %}

{% macro duckdb__is_match(text, pattern, pattern_column) -%}
    regexp_matches({{ text }}, {{ pattern_column or "'(?s)" ~ pattern ~ "'" }})
{%- endmacro %}

{% macro spark__is_match(text, pattern, pattern_column) -%}
    regexp_like({{ text }}, {{ pattern_column or spark_pattern('(?s)' ~ pattern) }})
{%- endmacro %}


{#- `text` with every match of a regular expression replaced.
    Usage: {{ replaced('path', '[0-9a-f]{32}', '{id}') }} -#}
{% macro replaced(text, pattern, replacement) -%}
    {{ return(adapter.dispatch('replaced', 'moocdb')(text, pattern, replacement)) }}
{%- endmacro %}

{% macro duckdb__replaced(text, pattern, replacement) -%}
    regexp_replace({{ text }}, '{{ pattern }}', '{{ replacement }}', 'g')
{%- endmacro %}

{% macro spark__replaced(text, pattern, replacement) -%}
    {%- set escaped = replacement | replace('$', '\\$') -%}
    {%- set groups = modules.re.sub('\\\\([0-9])', '$\\1', escaped) -%}
    regexp_replace({{ text }}, {{ spark_pattern('(?d)' ~ pattern) }}, {{ spark_literal(groups) }})
{%- endmacro %}


{#- The texts of a group as one, in the order of a column, a mark between them. An aggregate; null for no
    text. Usage: {{ joined_texts('option_text', '|', 'place') }} as answer -#}
{% macro joined_texts(text, mark, order_by) -%}
    {{ return(adapter.dispatch('joined_texts', 'moocdb')(text, mark, order_by)) }}
{%- endmacro %}

{% macro duckdb__joined_texts(text, mark, order_by) -%}
    string_agg({{ text }}, '{{ mark }}' order by {{ order_by }})
{%- endmacro %}

{% macro spark__joined_texts(text, mark, order_by) -%}
    listagg({{ text }}, {{ spark_literal(mark) }}) within group (order by {{ order_by }} nulls last)
{%- endmacro %}


{#- The lines of a document as one text, in the order of a column, a line feed between them. An aggregate.
    Usage: {{ joined_lines('line', 'line_no') }} as document -#}
{% macro joined_lines(line, order_by) -%}
    {{ joined_texts(line, '\n', order_by) }}
{%- endmacro %}


{#- JSON text in which each half of a surrogate pair that has lost its other half is U+FFFD. Engines
    call such a text malformed, though clients and servers write it; well-formed text stays as it is.
    Usage: {{ with_whole_characters('payload') }} -#}
{% macro with_whole_characters(json) -%}
    {{ return(adapter.dispatch('with_whole_characters', 'moocdb')(json)) }}
{%- endmacro %}

{% macro duckdb__with_whole_characters(json) -%}
    {#- The `u` of a whole pair is hidden as a control character, which JSON text never holds. -#}
    {%- set hex = '[0-9a-fA-F]{2}' -%}
    case
        when not contains({{ json }}, '\ud') and not contains({{ json }}, '\uD') then {{ json }}
        when json_valid({{ json }}) then {{ json }}
        else replace(
            regexp_replace(
                regexp_replace(
                    {{ json }},
                    '(\\+)u([dD][89abAB]{{ hex }}\\+)u([dD][c-fC-F]{{ hex }})',
                    '\1' || chr(1) || '\2' || chr(1) || '\3',
                    'g'
                ),
                '\\u[dD][89a-fA-F]{{ hex }}',
                '\\ufffd',
                'g'
            ),
            chr(1), 'u'
        )
    end
{%- endmacro %}

{% macro spark__with_whole_characters(json) -%}
    {#- As for DuckDB. -#}
    {%- set hex = '[0-9a-fA-F]{2}' -%}
    {%- set pair = '(\\\\+)u([dD][89abAB]' ~ hex ~ '\\\\+)u([dD][c-fC-F]' ~ hex ~ ')' -%}
    case
        when not contains({{ json }}, {{ spark_literal('\\ud') }})
            and not contains({{ json }}, {{ spark_literal('\\uD') }}) then {{ json }}
        when {{ is_json(json) }} then {{ json }}
        else replace(
            regexp_replace(
                regexp_replace(
                    {{ json }}, {{ spark_pattern(pair) }}, '$1' || chr(1) || '$2' || chr(1) || '$3'
                ),
                {{ spark_pattern('\\\\u[dD][89a-fA-F]' ~ hex) }}, {{ spark_literal('\\\\ufffd') }}
            ),
            chr(1), 'u'
        )
    end
{%- endmacro %}


{#- A URL with its percent-encoding undone, twice encoded or not; a text that does not decode to UTF-8
    stays as it is. A plus sign stays a plus sign: course keys hold it.
    Usage: {{ url_decoded('page') }} -#}
{% macro url_decoded(text) -%}
    {{ return(adapter.dispatch('url_decoded', 'moocdb')(text)) }}
{%- endmacro %}

{% macro duckdb__url_decoded(text) -%}
    case
        when not contains({{ text }}, '%') then {{ text }}
        when contains({{ text }}, '%25')
            then coalesce(try(url_decode(url_decode({{ text }}))), {{ text }})
        else coalesce(try(url_decode({{ text }})), {{ text }})
    end
{%- endmacro %}

{% macro spark__url_decoded(text) -%}
    {#- Spark reads a form: a plus sign is a blank there, a percent sign that encodes nothing is an error,
        and what is no UTF-8 becomes U+FFFD. -#}
    {%- set once = moocdb.spark__form_decoded('url_text') -%}
    {%- set decoded = "if(contains(url_text, '%25'), " ~ moocdb.spark__form_decoded(once) ~ ', ' ~ once ~ ')' -%}
    {%- set kept = "case
        when not contains(decoded_text, '\\ufffd') or contains(url_text, '\\ufffd')
            or " ~ is_match('lower(url_text)', '%(?:25)?ef%(?:25)?bf%(?:25)?bd') ~ "
            then decoded_text
    end" -%}
    case
        when not contains({{ text }}, '%') then {{ text }}
        else {{ let(
            text, 'url_text',
            'coalesce(' ~ let(decoded, 'decoded_text', kept) ~ ', url_text)'
        ) }}
    end
{%- endmacro %}

{% macro spark__form_decoded(text) -%}
    try_url_decode(regexp_replace(replace({{ text }}, '+', '%2B'), '%(?![0-9A-Fa-f]{2})', '%25'))
{%- endmacro %}


{#- An expression that names a value which it needs several times: an engine prepares and calculates it once.
    Usage: {{ let('upper(a)', 'word', "if(word = '', null, word)") }} as word -#}
{% macro let(value, name, expression) -%}
    {{ return(adapter.dispatch('let', 'moocdb')(value, name, expression)) }}
{%- endmacro %}

{% macro duckdb__let(value, name, expression) -%}
    list_transform([{{ value }}], lambda {{ name }}: {{ expression }})[1]
{%- endmacro %}

{% macro spark__let(value, name, expression) -%}
    transform(array({{ value }}), {{ name }} -> {{ expression }})[0]
{%- endmacro %}
