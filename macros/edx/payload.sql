{#- A payload with its wrapping removed: browsers send the JSON as text, old logs as JSON text in
    JSON text; json_fields() has undone the first layer, this undoes the second. Null when empty.
    Usage: {{ edx_unwrapped('envelope.event') }} as payload_text -#}
{% macro edx_unwrapped(text) -%}
    case
        when left({{ text }}, 1) = '{' then {{ text }}
        when left({{ text }}, 1) = '"' and {{ is_json(text) }}
            then {{ trimmed(json_unquoted(text)) }}
        else {{ trimmed(text) }}
    end
{%- endmacro %}


{#- The shape of an unwrapped payload: `object` and `array` are well-formed JSON; `cut` is an object that
    the platform cut off (implicit events stop at 512 characters); `query` is a form's query string;
    `text` is anything else; null is not a payload.
    Usage: {{ edx_payload_shape('payload_text') }} as payload_shape -#}
{% macro edx_payload_shape(text) -%}
    case
        when left({{ text }}, 1) = '{' then if({{ is_json(text) }}, 'object', 'cut')
        when left({{ text }}, 1) = '[' and {{ is_json(text) }} then 'array'
        when {{ is_match(text, '^[^=&\\s{]+=') }} then 'query'
        when {{ text }} is not null then 'text'
    end
{%- endmacro %}
