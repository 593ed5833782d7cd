{{ config(enabled=var('with_coursera'), schema='private') }}

with
mapped as (
    select distinct
        course_id,
        {{ coursera_session_user_id() }} as session_user_id
    from {{ source('raw_coursera', 'hash_mapping') }}
),

people as (
    {% for record, table in [
        ('person', 'hash_mapping'), ('user', 'users'), ('grade', 'course_grades'),
    ] -%}
        select
            course_id,
            '{{ record }}' as record,
            {{ coursera_session_user_id() }} as session_user_id
        from {{ source('raw_coursera', table) }}
        {% if not loop.last %}union all{% endif %}
    {% endfor %}
),

stored as (
    {% for record, table in [
        ('quiz_value', 'kvs_quiz'), ('read_value', 'kvs_forum_readrecord'),
    ] -%}
        select distinct
            course_id,
            '{{ record }}' as record,
            '{{ table }}' as table_name,
            {{ coursera_row_key(table) }} as key -- noqa
        from {{ source('raw_coursera', table) }}
        where {{ coursera_row_key(table) }} is not null
        {% if not loop.last %}union all{% endif %}
    {% endfor %}
),

unreadable as (
    select distinct
        course_id,
        table_name,
        {{ trimmed('key') }} as key -- noqa
    from {{ source('raw_coursera', 'unreadable_values') }}
),

-- Which contents each value has, by the key of the value.
contents as (
    select
        course_id,
        'xml.quiz_id:' || cast(quiz_id as string) as record_key
    from {{ source('raw_coursera', 'quiz_questions') }}
    union
    select
        course_id,
        'submission.submission_id:' || cast(submission_id as string) as record_key
    from {{ source('raw_coursera', 'quiz_answers') }}
    union
    select
        course_id,
        'forum_' || cast(forum_id as string) || '.' || cast(user_id as string) as record_key
    from {{ source('raw_coursera', 'forum_reads') }}
),

submissions as (
    select distinct
        course_id,
        'submission.submission_id:' || cast(id as string) as record_key
    from {{ source('raw_coursera', 'quiz_submission_metadata') }}
)

select
    people.course_id,
    people.record,
    people.session_user_id as record_key,
    case when mapped.session_user_id is null then 'unmatched' else 'used' end as fate
from people
left join mapped
    on people.course_id = mapped.course_id and people.session_user_id = mapped.session_user_id
union all
select
    stored.course_id,
    stored.record,
    stored.key as record_key,
    case
        when unreadable.key is not null then 'unreadable'
        when stored.key like 'saved.%' or stored.key like '%backup%' then 'left_aside'
        when stored.key like 'submission.%' and submissions.record_key is null then 'unmatched'
        when contents.record_key is null then 'empty'
        else 'used'
    end as fate
from stored
left join unreadable
    on
        stored.course_id = unreadable.course_id
        and stored.table_name = unreadable.table_name
        and stored.key = unreadable.key
left join contents
    on stored.course_id = contents.course_id and stored.key = contents.record_key
left join submissions
    on stored.course_id = submissions.course_id and stored.key = submissions.record_key
