{#- The faults of a row of a seed, as a list of sentences. -#}
{% macro faults_of_row(row, rules) -%}
    {%- set faults = [] -%}
    {%- for column, rule in rules.columns.items() -%}
        {%- set value = (row[column] if row[column] is not none else '') | string | trim -%}
        {%- if not value -%}
            {%- if column in rules.needed -%}
                {%- do faults.append(column ~ ' is empty: write it, or delete the row.') -%}
            {%- endif -%}
        {%- else -%}
            {%- set fault = moocdb.fault_of_value(value, rule, row) | trim -%}
            {%- if fault -%}
                {%- do faults.append(column ~ ' ' ~ tojson(value) ~ ' ' ~ fault) -%}
            {%- endif -%}
        {%- endif -%}
    {%- endfor -%}
    {%- for first, last in rules.get('ordered', []) if not faults and row[first] and row[last] -%}
        {%- set begin, end = row[first] | string | trim, row[last] | string | trim -%}
        {%- set is_number = rules.columns[first] == 'whole number' -%}
        {%- if (is_number and end | int < begin | int)
            or (not is_number and end | replace('T', ' ') < (begin | replace('T', ' '))[:end | length])
        -%}
            {%- do faults.append(
                last ~ ' ' ~ tojson(end) ~ ' lies before ' ~ first ~ ' ' ~ begin ~ '.'
            ) -%}
        {%- endif -%}
    {%- endfor -%}
    {{ return(faults) }}
{%- endmacro %}
