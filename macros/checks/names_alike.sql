{#- Those of some names that differ from a name in two letters at most: one too many, too few or another,
    or two that changed places. Case counts as nothing. Returns a list.
    Usage: {{ names_alike('time_zon', ['time_zone', 'as_of_date']) }} -#}
{% macro names_alike(name, names) -%}
    {%- set alike = [] -%}
    {%- for candidate in names -%}
        {%- set counts = [] -%}
        {%- for letter in (name ~ candidate) | lower | list | unique -%}
            {%- do counts.append((name.lower().count(letter) - candidate.count(letter)) | abs) -%}
        {%- endfor -%}
        {%- if counts | sum <= 2 -%} {%- do alike.append(candidate) -%} {%- endif -%}
    {%- endfor -%}
    {{ return(alike) }}
{%- endmacro %}
