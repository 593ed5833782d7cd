{#- A day or a time of day that the seed `courses` names, on the clock of the course: `2025-09-15` (its
    midnight), `2025-09-15 09:00` or `2025-09-15 09:00:00`; null for any other text.
    Usage: {{ listed_time('start_date') }} as local_start -#}
{% macro listed_time(text) -%}
    {{ safe_timestamp(
        'case when ' ~ is_match(text, moocdb.listed_time_pattern()) ~ ' then left(' ~ text ~ ", 10) || ' '"
        ~ ' || coalesce(nullif(substr(' ~ text ~ ", 12, 5), ''), '00:00') || ':'"
        ~ ' || coalesce(nullif(substr(' ~ text ~ ", 18, 2), ''), '00') end"
    ) }}
{%- endmacro %}
