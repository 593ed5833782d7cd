{#- Id of a text that topics are found in: of its source (forum, help, labels), its corpus (course, experiment or
    project), its kind and its id there. It shows nothing of the text or its author.
    Usage: {{ text_id("'help'", "'quickhelper'", "'question'", 'instance_id') }} as text_id -#}
{% macro text_id(source, corpus, kind, id) -%}
    {{ surrogate_id([source, corpus, kind, id]) }}
{%- endmacro %}
