{#- The lowest and the highest value of a kind of number that a client or an export sends. Anybody can
    send any number, so that every number is checked where it enters (staging); outside of its range it
    is unknown (null). This is the one place of these bounds; docs/numbers.md explains them.
    Usage: {%- set low, high = number_range('playback_rate') %} -#}
{% macro number_range(kind) -%}
    {%- set ranges = {
        'number': [-1000000000, 1000000000],
        'count': [0, 1000000000],
        'place': [0, 1000000],
        'points': [-1000000, 1000000],
        'max_points': [0, 1000000],
        'share': [0, 1],
        'logits': [-100, 100],
        'grade_share': [0, 10],
        'percent': [0, 100],
        'grade_percent': [0, 1000],
        'zoom': [0, 10000],
        'duration_seconds': [0, 31536000],
        'video_seconds': [0, 36000],
        'video_length_seconds': [1, 36000],
        'playback_rate': [0.0625, 16],
    } -%}
    {%- if kind not in ranges -%}
        {{ exceptions.raise_compiler_error('No range of numbers is called ' ~ kind) }}
    {%- endif -%}
    {{ return(ranges[kind]) }}
{%- endmacro %}
