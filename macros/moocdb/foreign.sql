{#- Macros for the models of a MOOCdb that others made (models/intermediate/foreign_moocdb). -#}

{#- Our id of a row of such a MOOCdb, made from its course and its own id; null where it has none.
    `kind` tells the ids of two tables apart. Do not change it: every published id would change.
    Usage: {{ foreign_id('problem', 'foreign_rows.row_key') }} as problem_id -#}
{% macro foreign_id(kind, key, course='foreign_rows.course_id') -%}
    {%- set parts = ["'moocdb'", course, "'" ~ kind ~ "'", trimmed(key)] -%}
    {%- set is_act = kind in [
        'observed_event', 'submission', 'assessment', 'collaboration', 'feedback'
    ] -%}
    case
        when {{ trimmed(key) }} is not null
            then {{ event_surrogate_id(parts) if is_act else surrogate_id(parts) }}
    end
{%- endmacro %}


{#- The pseudonym of a user of such a MOOCdb: irreversible without the salt, as a user id there may be
    a hash of a name that anybody can compute. MIT's 0 and `automatic` are the automatic grader.
    Usage: {{ foreign_user_id('foreign_rows.fields.user_id') }} as user_id, with `salt` joined -#}
{% macro foreign_user_id(key, course='foreign_rows.course_id') -%}
    case
        when {{ trimmed(key) }} in ('0', 'automatic') then {{ automatic_grader_id() }}
        else {{ learner_id(
            'salt.salt', 'moocdb', 'user_id', course ~ " || ' ' || " ~ trimmed(key)
        ) }}
    end
{%- endmacro %}


{#- An address or a path of at most 255 characters, as ours are; null where it is empty.
    Usage: {{ foreign_url('fields.url') }} as url -#}
{% macro foreign_url(text) -%}
    {{ short_text(trimmed(text)) }}
{%- endmacro %}


{#- A time or a day of such a MOOCdb, UTC, as a timestamp; MySQL's zero date is none.
    Usage: {{ foreign_time('fields.start_date') }} as started_at -#}
{% macro foreign_time(text) -%}
    {{ safe_timestamp(
        'case when length(' ~ trimmed(text) ~ ') = 10 then ' ~ trimmed(text) ~ " || ' 00:00:00' else "
        ~ trimmed(text) ~ ' end'
    ) }}
{%- endmacro %}


{#- A number of such a MOOCdb that says yes (1) or no (0), or which of a few kinds: databases other than MySQL
    write it as a word, and a column of bits is a byte in a dump, not a digit.
    Usage: {{ foreign_flag('fields.validity', 'share') }} as validity -#}
{% macro foreign_flag(text, kind) -%}
    cast(
        case
            when {{ text }} = chr(1) or lower({{ trimmed(text) }}) in ('true', 't') then 1
            when {{ text }} = chr(0) or lower({{ trimmed(text) }}) in ('false', 'f') then 0
            else {{ safe_bigint(text, kind) }}
        end as integer
    )
{%- endmacro %}


{#- How many of some values that were given could not be used: an unknown type, an id that leads
    nowhere, a time that is none. Pairs of the text that was given and the column made of it.
    Usage: {{ count_unused([('fields.user_type_id', 'user_type_id')]) }} as n_unused_values -#}
{% macro count_unused(pairs) -%}
    {%- for given, made in pairs %}
    {{ '+ ' if not loop.first }}case when {{ trimmed(given) }} is not null and {{ made }} is null then 1 else 0 end
    {%- endfor %}
{%- endmacro %}
