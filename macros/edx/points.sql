{#- The share of the points earned, 0 to 1: more points than possible are 1, points below zero are 0.
    Null where a number is unknown or no points are possible.
    Usage: {{ edx_share_of_points('earned', 'possible') }} as percent -#}
{% macro edx_share_of_points(earned, possible) -%}
    case
        when {{ possible }} > 0 and {{ earned }} is not null
            then greatest(least({{ earned }} / {{ possible }}, 1), 0)
    end
{%- endmacro %}
