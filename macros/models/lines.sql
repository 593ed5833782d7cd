{#- The first character of a line that is not white space; '' for a blank line. Nearly every line starts
    with its brace, and is not trimmed to find that out. Usage: {{ first_character('line') }} -#}
{% macro first_character(line) -%}
    case
        when left({{ line }}, 1) = '{' then '{'
        else coalesce(left({{ trimmed(line) }}, 1), '')
    end
{%- endmacro %}


{#- The JSON in a line, cut free of what loggers write before its first brace and after its last; null
    for a blank line and for a comment, which is told before any cut. It need not be well-formed.
    Usage: {{ json_in_line('line', 'first_character') }} as json -#}
{% macro json_in_line(line, first_character) -%}
    case
        when {{ first_character }} in ('', '#') then null
        when left({{ line }}, 1) = '{' and {{ line }} like '%}' then {{ line }}
        when {{ is_json(line) }} then {{ trimmed(line) }}
        else {{ matched(line, '[{].*[}]') }}
    end
{%- endmacro %}


{#- JSON that engines can read: half characters replaced, and the objects that some shippers write one
    after the other, without a line break, as an array; other text as it is.
    Usage: {{ readable_json('cut') }} as text -#}
{% macro readable_json(json) -%}
    {%- set objects = "'[' || replace(" ~ json ~ ", '}{', '},{') || ']'" -%}
    case
        when contains({{ json }}, '}{') and not {{ is_json(json) }} and {{ is_json(objects) }}
            then {{ objects }}
        else {{ with_whole_characters(json) }}
    end
{%- endmacro %}


{#- The rows of a relation with one more column: `json` is the JSON that their `text` holds, cut free and
    readable; it need not be well-formed. Usage: from ({{ json_of_lines('opened') }}) -#}
{% macro json_of_lines(relation) -%}
    select
        *,
        {{ readable_json('cut') }} as json
    from (
        select
            *,
            {{ json_in_line('text', first_character('text')) }} as cut
        from {{ relation }}
    )
{%- endmacro %}


{#- The rows of a relation with three more columns: `json` is the object that their `line` holds, `flaw`
    the fate of a line that holds none (blank, comment, not_json, not_object), else null, and
    `is_repaired` true where half of a surrogate pair had to be replaced to read it.
    Usage: {{ lines_as_objects('identified') }} -#}
{% macro lines_as_objects(relation) -%}
    select
        *,
        case when flaw is null then text end as json
    from (
        select
            *,
            case
                when first_character = '' then 'blank'
                when first_character = '#' then 'comment'
                when not coalesce({{ is_json('text') }}, false) then 'not_json'
                when left(text, 1) <> '{' then 'not_object'
            end as flaw,
            coalesce(text <> cut and left(text, 2) <> '[{', false) as is_repaired
        from (
            select
                *,
                {{ readable_json('cut') }} as text
            from (
                select
                    *,
                    {{ json_in_line('line', 'first_character') }} as cut
                from (
                    select
                        *,
                        {{ first_character('line') }} as first_character
                    from {{ relation }}
                )
            )
        )
    )
{%- endmacro %}


{#- Every line that its source did not accept, with the reason and its text; a duplicate has none, for
    it is in the accepted line. `columns` are the source's own.
    Usage: {{ rejected_lines('lines', 'raw_lines', ['log']) }} -#}
{% macro rejected_lines(lines, raw_lines, columns=[]) -%}
    select
        lines.load_id,
        lines.file_id,
        lines.line_no,
        {%- for column in columns %}
        lines.{{ column }},
        {%- endfor %}
        lines.event_id,
        lines.fate as reason,
        case when lines.fate <> 'duplicate' then landed.line end as line
    from {{ lines }} as lines
    left join {{ raw_lines }} as landed
        on lines.file_id = landed.file_id and lines.line_no = landed.line_no
    where lines.fate <> 'accepted'
{%- endmacro %}
