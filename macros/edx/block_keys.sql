{#- The first usage key (`block-v1:` or `i4x:`) in a text, or null; the escapes of old URLs
    (`;_` for `/`) are undone. Usage: {{ edx_block_key('payload') }} as block_id -#}
{% macro edx_block_key(text) -%}
    {{ matched(
        "replace(" ~ text ~ ", ';_', '/')",
        '(?:ccx-)?block-v1:[^/+\\s\"?#]+[+][^/+\\s\"?#]+[+][^\\s\"/?#]+@[^\\s\"/?#&,]+'
        ~ '|i4x://[^/\\s\"]+/[^/\\s\"]+/[^/\\s\"]+/[^/\\s\"?#]+'
    ) }}
{%- endmacro %}
