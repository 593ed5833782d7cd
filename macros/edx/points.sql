{#- Points of a problem as a number: what lies beyond a million either way is an error or a forgery of
    an external tool, and unknown. Usage: {{ edx_points('fields.grade') }} as grade -#}
{% macro edx_points(text) -%}
    case when abs({{ safe_double(text) }}) <= 1000000 then {{ safe_double(text) }} end
{%- endmacro %}


{#- The share of the points earned, 0 to 1: more points than possible are 1, points below zero are 0.
    Null where a number is unknown or no points are possible.
    Usage: {{ edx_share_of_points('earned', 'possible') }} as percent -#}
{% macro edx_share_of_points(earned, possible) -%}
    case
        when {{ possible }} > 0 and {{ earned }} is not null
            then greatest(least({{ earned }} / {{ possible }}, 1), 0)
    end
{%- endmacro %}
