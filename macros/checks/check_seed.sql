{#- Refuses a seed that a site edits where it cannot be read, with a sentence for each fault that names
    file, row (the header is row 1, as a spreadsheet counts) and column, before a model reads it. The rules
    are in the seed's `config.meta.written`; `python -m loaders check-seeds` reads them too.
    Usage: config(pre_hook="{{ check_seed() }}"), at the seed -#}
{% macro check_seed() -%}
    {%- if execute -%}
        {%- set rules = model.config.meta.written -%}
        {%- set file = 'seeds/' ~ model.path -%}
        {%- set faults = [] -%}
        {%- set table = load_agate_table() -%}
        {%- set header = table.column_names | list -%}
        {%- if header | length == 1 and ';' in header[0] -%}
            {%- do faults.append(
                file ~ ' has semicolons between its columns: save it as CSV with commas.'
            ) -%}
        {%- else -%}
            {%- for column in rules.columns if column not in header -%}
                {%- do faults.append(
                    file ~ ' has no column ' ~ column ~ ': add it to the header line, '
                    ~ 'with an empty field in each row where nothing is known.'
                ) -%}
            {%- endfor -%}
            {%- for column in header if column not in rules.columns -%}
                {%- do faults.append(
                    file ~ ' has a column ' ~ tojson(column) ~ ' that nothing is made of: remove it; '
                    ~ 'the columns are ' ~ rules.columns | join(', ') ~ '.'
                ) -%}
            {%- endfor -%}
        {%- endif -%}
        {%- if not faults -%}
            {%- set seen = {} -%}
            {%- for row in table.rows -%}
                {%- set place = file ~ ', row ' ~ (loop.index + 1) ~ ': ' -%}
                {%- for fault in moocdb.faults_of_row(row, rules) -%}
                    {%- do faults.append(place ~ fault) -%}
                {%- endfor -%}
                {%- set key = [] -%}
                {%- for column in rules.key -%}
                    {%- do key.append((row[column] or '') | string | trim | lower) -%}
                {%- endfor -%}
                {%- if key | join('|') in seen -%}
                    {%- do faults.append(
                        place ~ rules.key | join(', ') ~ ' ' ~ tojson(key | join(', '))
                        ~ ' is in row ' ~ seen[key | join('|')] ~ ' already: keep one of them.'
                    ) -%}
                {%- else -%}
                    {%- do seen.update({key | join('|'): loop.index + 1}) -%}
                {%- endif -%}
            {%- endfor -%}
        {%- endif -%}
        {%- if faults -%}
            {{ exceptions.raise_compiler_error(
                (faults[:20] | join('\n')) ~ (
                    '\nand ' ~ (faults | length - 20) ~ ' more' if faults | length > 20 else ''
                )
            ) }}
        {%- endif -%}
    {%- endif -%}
{%- endmacro %}
