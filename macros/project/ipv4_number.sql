{#- An IPv4 address as the number that MySQL's inet_aton makes of it; null for anything else.
    Usage: {{ ipv4_number('ip') }} as user_ip -#}
{% macro ipv4_number(ip) -%}
    {%- set byte_pattern = '(25[0-5]|2[0-4][0-9]|[01]?[0-9]?[0-9])' -%}
    case
        when {{ is_match(ip, '^(' ~ byte_pattern ~ '[.]){3}' ~ byte_pattern ~ '$') }}
            then
                {% for byte in [1, 2, 3, 4] -%}
                    cast(split_part({{ ip }}, '.', {{ byte }}) as bigint) * {{ 256 ** (4 - byte) }}
                    {{- ' + ' if not loop.last }}
                {%- endfor %}
    end
{%- endmacro %}
