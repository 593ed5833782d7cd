{%- set tables = [
    'hash_mapping', 'users', 'course_grades', 'lecture_submission_metadata',
    'quiz_submission_metadata', 'assignment_submission_metadata', 'forum_posts', 'forum_comments',
    'forum_reputation_record', 'forum_reads', 'wiki_revisions', 'kvs_quiz', 'kvs_forum_readrecord',
] %}

with
counted as (
    {% for table in tables -%}
        select
            course_id,
            '{{ table }}' as table_name,
            count(*) as n_rows
        from {{ source('raw_coursera', table) }}
        group by course_id
        {% if not loop.last %}union all{% endif %}
    {% endfor %}
),

votes as (
    select distinct
        course_id,
        forum_user_id,
        user_id,
        type,
        pc_id,
        direction,
        timestamp
    from {{ source('raw_coursera', 'forum_reputation_record') }}
),

told_apart as (
    select
        course_id,
        'forum_reputation_record' as table_name,
        count(*) as n_rows
    from votes
    group by course_id
)

select
    counted.course_id,
    counted.table_name,
    counted.n_rows,
    counted.n_rows - coalesce(told_apart.n_rows, counted.n_rows) as n_repeated
from counted
left join told_apart
    on
        counted.course_id = told_apart.course_id
        and counted.table_name = told_apart.table_name
