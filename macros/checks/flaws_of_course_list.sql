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
