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


{#- Why a value of a seed is not what its column holds, as the rest of a sentence; nothing if it is. -#}
{% macro fault_of_value(value, rule, row) -%}
    {%- if rule is not string -%}
        {{ 'is not one of ' ~ rule | join(', ') ~ '.' if value not in rule }}
    {%- elif rule == 'time' and not moocdb.is_listed_time(value) -%}
        is neither a day (2025-09-15) nor a time without offset (2025-09-15 09:00).
    {%- elif rule == 'time zone' and not moocdb.knows_time_zone(value) -%}
        is not the name of a time zone, for example Europe/Berlin; leave it empty for the var time_zone.
    {%- elif rule == 'whole number' and not modules.re.fullmatch('[0-9]{1,9}', value) -%}
        is not a whole number.
    {%- elif rule == 'course' and row['platform'] in ['edx', '', none] and not modules.re.fullmatch(
        'course-v1:[^/+ ]+[+][^/+ ]+[+][^/+ ]+|ccx-v1:[^/+ ]+([+][^/+ ]+){2}[+]ccx@[0-9]+'
        ~ '|[^/:+ ]+/[^/:+ ]+/[^/:+ ]+', value
    ) -%}
        is not a course key: write course-v1:Org+Course+Run or Org/Course/Run, as the logs spell it.
    {%- elif rule == 'course' and not modules.re.fullmatch('[^ %]+', value) -%}
        is not the key of a course: write it as the logs spell it.
    {%- endif -%}
{%- endmacro %}


{#- Tells whether a text is a day or a time of day that there is, as `listed_time` reads it. -#}
{% macro is_listed_time(value) -%}
    {%- set found = modules.re.fullmatch(
        '([0-9]{4})-([0-9]{2})-([0-9]{2})([T ]([0-9]{2}):([0-9]{2})(:([0-9]{2}))?)?', value
    ) -%}
    {%- if not found -%}
        {{ return(false) }}
    {%- endif -%}
    {%- set year, month, day = found[1] | int, found[2] | int, found[3] | int -%}
    {%- if not (1 <= year < 9999 and 1 <= month <= 12 and day >= 1) -%}
        {{ return(false) }}
    {%- endif -%}
    {%- set later = modules.datetime.date(year, month, 28) + modules.datetime.timedelta(days=4) -%}
    {%- set n_days = (later - modules.datetime.timedelta(days=later.day)).day -%}
    {{ return(
        day <= n_days and (found[5] or 0) | int <= 23 and (found[6] or 0) | int <= 59
        and (found[8] or 0) | int <= 59
    ) }}
{%- endmacro %}
