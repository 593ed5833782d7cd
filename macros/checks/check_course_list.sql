{#- Refuses the seed `courses` where a row cannot be read, with a sentence that names the row, before a mart
    reads it. Usage: config(post_hook="{{ check_course_list() }}"), at the seed -#}
{% macro check_course_list() -%}
    {%- if execute -%}
        {%- set there = adapter.get_columns_in_relation(this) | map(attribute='name') | list -%}
        {%- for column in model.columns if column not in there -%}
            {{ exceptions.raise_compiler_error(
                'seeds/courses.csv has no column ' ~ column ~ ': add it to the header line, '
                ~ 'with an empty field in each row where nothing is known.'
            ) }}
        {%- endfor -%}
        {%- for row in run_query(moocdb.flaws_of_course_list(this)).rows -%}
            {{ exceptions.raise_compiler_error(
                'seeds/courses.csv, course ' ~ tojson(row[0]) ~ ': ' ~ row[1] ~ ' '
                ~ tojson(row[2]) ~ ' ' ~ row[3]
            ) }}
        {%- endfor -%}
    {%- endif -%}
{%- endmacro %}
