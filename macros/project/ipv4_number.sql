{#- An IPv4 address as the number that MySQL's inet_aton makes of it; null for anything else.
    Usage: {{ ipv4_number('ip') }} as user_ip -#}
{% macro ipv4_number(ip) -%}
    case
        when regexp_matches({{ ip }}, '^([0-9]{1,3}[.]){3}[0-9]{1,3}$')
            then
                {% for byte in [1, 2, 3, 4] -%}
                    cast(split_part({{ ip }}, '.', {{ byte }}) as bigint) * {{ 256 ** (4 - byte) }}
                    {{- ' + ' if not loop.last }}
                {%- endfor %}
    end
{%- endmacro %}
