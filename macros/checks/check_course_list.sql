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


{#- A query of what is wrong in the seed `courses`: course, column, value, and what to write instead. -#}
{% macro flaws_of_course_list(courses) -%}
    {%- set zone = trimmed('time_zone') -%}
    select
        course_id,
        'time_zone' as flawed,
        time_zone as written,
        'is not the name of a time zone, for example Europe/Berlin; leave it empty for the var time_zone.'
            as advice
    from {{ courses }}
    where {{ zone }} is not null and not {{ is_time_zone(zone) }}
    {%- for column in ['start_date', 'end_date'] %}
        union all
        select
            course_id,
            '{{ column }}' as flawed,
            {{ column }} as written,
            'is neither a day (2025-09-15) nor a time without offset (2025-09-15 09:00).' as advice
        from {{ courses }}
        where
            {{ trimmed(column) }} is not null
            and {{ listed_time(trimmed(column)) }} is null
    {%- endfor %}
    union all
    select
        course_id,
        'end_date' as flawed,
        end_date as written,
        'lies before start_date ' || start_date || '.' as advice
    from {{ courses }}
    where {{ listed_time(trimmed('end_date')) }} < {{ listed_time(trimmed('start_date')) }}
    order by 1, 2, 4
{%- endmacro %}
