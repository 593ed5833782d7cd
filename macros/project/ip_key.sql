{#- An address as a text that sorts as addresses do, for a comparison with ranges: 4 and the ten digits of
    an IPv4 address, also of one mapped into IPv6 (`::ffff:192.0.2.1`), or 6 and the 32 hexadecimal digits
    of an IPv6 address; null for anything else. The loader of ranges makes the same keys.
    Usage: {{ ip_key('ip') }} as address_key -#}
{% macro ip_key(ip) -%}
    {%- set lower_ip = 'lower(' ~ ip ~ ')' -%}
    {%- set bare_ip = replaced(lower_ip, '^::ffff:', '') -%}
    {%- set left_part = "split_part(" ~ lower_ip ~ ", '::', 1)" -%}
    {%- set right_part = "split_part(" ~ lower_ip ~ ", '::', 2)" -%}
    {%- set n_left = moocdb.ip_groups(left_part) -%}
    {%- set n_right = moocdb.ip_groups(right_part) -%}
    case
        when contains({{ ip }}, '.')
            then '4' || lpad(cast({{ ipv4_number(bare_ip) }} as string), 10, '0')
        when
            {{ is_match(lower_ip, '^(?:[0-9a-f]{1,4}(?::[0-9a-f]{1,4})*)?(?:::)?'
                ~ '(?:[0-9a-f]{1,4}(?::[0-9a-f]{1,4})*)?$') }}
            and case
                when contains({{ ip }}, '::') then {{ n_left }} + {{ n_right }} < 8
                else {{ n_left }} = 8
            end
            then
                '6'
                {%- for group in range(1, 9) %}
                || case
                    when {{ group }} <= {{ n_left }}
                        then lpad(split_part({{ left_part }}, ':', {{ group }}), 4, '0')
                    when {{ group }} > 8 - {{ n_right }}
                        then lpad(
                            split_part(
                                {{ right_part }}, ':', cast({{ group }} - 8 + {{ n_right }} as integer)
                            ),
                            4, '0'
                        )
                    else '0000'
                end
                {%- endfor %}
    end
{%- endmacro %}
