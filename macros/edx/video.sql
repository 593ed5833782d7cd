{#- The id of a video: the hash of a `block-v1` key, the name of an html id (of a `video` or, to 2013, a
    `videoalpha`) or of an `i4x` URL, else the id as it came, trimmed.
    Usage: {{ edx_video_id('fields.id') }} as video_id -#}
{% macro edx_video_id(id) -%}
    {#- Not just `-video-`: authors name blocks too, and `week1-video-2` is a whole name. -#}
    {%- set html_id = '(?:^|[^0-9A-Za-z])i4x-.+?-video(?:alpha)?-(.+)$' %}
    case
        when {{ id }} like '%@video+block@%'
            then {{ trimmed("split_part(" ~ id ~ ", '@video+block@', 2)") }}
        when {{ is_match(id, html_id) }} then {{ matched(trimmed(id), html_id, 1) }}
        when {{ id }} like '%i4x:%' then {{ matched(trimmed(id), '([^/]+)/?$', 1) }}
        else {{ trimmed(id) }}
    end
{%- endmacro %}


{#- A playback speed as a number's text: `1.50x` is `1.50`.
    Usage: {{ safe_double(edx_speed('fields.new_speed'), 'playback_rate') }} as new_speed -#}
{% macro edx_speed(speed) -%}
    trim(trailing 'x' from {{ speed }})
{%- endmacro %}
