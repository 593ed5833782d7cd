{#- Rows of CSV files with the fate of each. They have `is_blank`, `is_complete` (has what a row needs),
    `is_superseded` (a newer version of the file is landed), and where they are from. Of rows with one key, the
    one that was landed last counts. Usage: {{ with_row_fates('checked', ['run_id', 'item_id']) }} -#}
{% macro with_row_fates(rows, key) -%}
    select
        *,
        case
            when is_blank then 'blank'
            when not coalesce(is_complete, false) then 'wrong_fields'
            when is_superseded then 'superseded'
            when
                row_number() over (
                    partition by coalesce(is_complete, false), is_superseded, {{ key | join(', ') }}
                    order by load_id desc, file_id desc, line_no desc
                ) > 1
                then 'duplicate'
            else 'accepted'
        end as fate
    from {{ rows }}
{%- endmacro %}
