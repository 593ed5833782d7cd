with
foreign_rows as (
    select
        course_id,
        table_name,
        row_key,
        {{ json_fields('fields', [
            'survey_start_timestamp', 'survey_end_timestamp', 'question_content', 'question_type',
            'question_reference', 'survey_id', 'answer_content', 'user_id', 'answer_id',
            'question_id', 'feedback_timestamp',
        ]) }} as fields
    from {{ ref('int_foreign_rows') }}
    where table_name in ('surveys', 'questions', 'answers', 'feedbacks')
),

salt as (
    select * from {{ ref('stg_pseudonym_salt') }}
),

-- Which columns a table of resources has tells whether we wrote it: our answers are keys of
-- choices, those of others may be what people wrote.
origins as (
    select
        course_id,
        coalesce(absent_columns, '') not like '%resource_estimated_week%' as is_ours
    from {{ ref('stg_moocdb__row_counts') }}
    where table_name = 'resources'
),

linked as (
    select
        foreign_rows.*,
        coalesce(origins.is_ours, false) as is_ours,
        {{ foreign_user_id('foreign_rows.fields.user_id') }} as user_id,
        {%- for part in ['survey', 'question', 'answer'] %}
            {{ foreign_id(part, part ~ 's.row_key') }} as {{ part }}_id,
        {%- endfor %}
        {{ foreign_time('foreign_rows.fields.survey_start_timestamp') }} as survey_start_at,
        {{ foreign_time('foreign_rows.fields.survey_end_timestamp') }} as survey_end_at,
        {{ foreign_time('foreign_rows.fields.feedback_timestamp') }} as feedback_at
    from foreign_rows
    cross join salt
    {%- for part in ['survey', 'question', 'answer'] %}
        left join foreign_rows as {{ part }}s
            on
                foreign_rows.course_id = {{ part }}s.course_id
                and {{ part }}s.table_name = '{{ part }}s'
                and case
                    when foreign_rows.table_name = '{{ part }}s' then foreign_rows.row_key
                    else {{ trimmed('foreign_rows.fields.' ~ part ~ '_id') }}
                end = {{ part }}s.row_key
    {%- endfor %}
    left join origins
        on foreign_rows.course_id = origins.course_id
)

select
    course_id,
    table_name,
    row_key as foreign_key,
    survey_id,
    question_id,
    answer_id,
    case
        when table_name = 'feedbacks' then {{ foreign_id('feedback', 'row_key', 'course_id') }}
    end as feedback_id,
    case when table_name = 'feedbacks' then user_id end as user_id,
    survey_start_at as survey_start_timestamp,
    survey_end_at as survey_end_timestamp,
    {{ trimmed('fields.question_content') }} as question_content,
    {{ safe_bigint('fields.question_type') }} as question_type,
    {{ safe_bigint('fields.question_reference') }} as question_reference,
    case
        when is_ours then coalesce(fields.answer_content, '')
        else
            repeat('x', cast(least(length(coalesce(fields.answer_content, '')), 100000) as integer))
    end as answer_content,
    feedback_at as feedback_timestamp,
    {{ count_unused([
        ('fields.survey_id', 'survey_id'),
        ('fields.question_id', 'question_id'),
        ('fields.answer_id', 'answer_id'),
        ('fields.survey_start_timestamp', 'survey_start_at'),
        ('fields.survey_end_timestamp', 'survey_end_at'),
        ('fields.feedback_timestamp', 'feedback_at'),
    ]) }} as n_unused_values
from linked
