{{ config(enabled=var('with_coursera')) }}

{%- set keyed_tables = [
    'lecture_submission_metadata', 'quiz_submission_metadata', 'assignment_submission_metadata',
    'forum_posts', 'forum_comments', 'forum_reputation_record', 'forum_reads', 'wiki_revisions',
    'kvs_quiz', 'kvs_forum_readrecord',
] -%}
{%- set other_tables = ['hash_mapping', 'users', 'course_grades'] -%}
with
keyed as (
    {% for table in keyed_tables -%}
        select
            course_id,
            '{{ table }}' as table_name,
            count(*) as n_rows,
            count({{ coursera_row_key(table) }}) as n_rows_with_key,
            count(distinct {{ coursera_row_key(table) }}) as n_keys
        from {{ source('raw_coursera', table) }}
        group by course_id
        {% if not loop.last %}union all{% endif %}
    {% endfor %}
),

others as (
    {% for table in other_tables -%}
        select
            course_id,
            '{{ table }}' as table_name,
            count(*) as n_rows
        from {{ source('raw_coursera', table) }}
        group by course_id
        {% if not loop.last %}union all{% endif %}
    {% endfor %}
)

select
    course_id,
    table_name,
    n_rows,
    n_rows_with_key - n_keys as n_repeated,
    n_rows - n_rows_with_key as n_without_key
from keyed
union all
select
    course_id,
    table_name,
    n_rows,
    0 as n_repeated,
    0 as n_without_key
from others
