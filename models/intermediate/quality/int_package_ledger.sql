{%- set fates = [
    'used', 'unknown_course', 'unknown_person', 'unusable_key', 'unmatched', 'replaced',
] %}

with
row_counts as (
    select * from {{ ref('stg_edx_package__row_counts') }}
),

row_fates as (
    select * from {{ ref('stg_edx_package__row_fates') }}
),

rejected_rows as (
    select * from {{ ref('stg_edx_package__rejected_rows') }}
),

fate_counts as (
    select
        load_id,
        table_name,
        course_id,
        {% for fate in fates -%}
            cast(sum(case when fate = '{{ fate }}' then n_rows else 0 end) as bigint)
                as n_{{ fate }},
        {% endfor -%}
        cast(sum(n_unusable_values) as bigint) as n_unusable_values
    from row_fates
    group by load_id, table_name, course_id
),

reasons as (
    select
        load_id,
        table_name,
        course_id,
        {{ joined_texts("reason || ' ' || cast(n_rows as string)", ', ', 'reason') }}
            as rejection_reasons
    from rejected_rows
    group by load_id, table_name, course_id
)

select
    'edx' as platform,
    row_counts.load_id,
    row_counts.table_name,
    row_counts.course_id,
    row_counts.n_rows,
    {% for fate in fates if fate != 'replaced' -%}
        coalesce(fate_counts.n_{{ fate }}, 0) as n_{{ fate }},
    {% endfor -%}
    coalesce(fate_counts.n_replaced, 0) + row_counts.n_replaced as n_replaced,
    row_counts.n_repeated,
    row_counts.n_rejected,
    reasons.rejection_reasons,
    row_counts.n_repaired,
    coalesce(fate_counts.n_unusable_values, 0) as n_unusable_values
from row_counts
left join fate_counts
    on
        row_counts.load_id = fate_counts.load_id
        and row_counts.table_name = fate_counts.table_name
        and row_counts.course_id is not distinct from fate_counts.course_id
left join reasons
    on
        row_counts.load_id = reasons.load_id
        and row_counts.table_name = reasons.table_name
        and row_counts.course_id is not distinct from reasons.course_id
