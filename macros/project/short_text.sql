{#- A text of at most 255 characters (MOOCdb's limit for addresses) that stays unlike every other: a
    longer one keeps its start, and its md5 for the rest. Usage: {{ short_text('url') }} as url -#}
{% macro short_text(text) -%}
    case
        when length({{ text }}) > 255 then substr({{ text }}, 1, 222) || '~' || md5({{ text }})
        else {{ text }}
    end
{%- endmacro %}
