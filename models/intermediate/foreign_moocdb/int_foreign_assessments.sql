with
foreign_rows as (
    select
        course_id,
        row_key,
        {{ json_fields('fields', [
            'submission_id', 'assessment_grade', 'assessment_grade_with_penalty',
            'assessment_grader_id', 'assessment_timestamp', 'assessment_max_grade',
        ]) }} as fields
    from {{ ref('int_foreign_rows') }}
    where table_name = 'assessments'
),

submissions as (
    select * from {{ ref('int_foreign_submissions') }}
),

salt as (
    select * from {{ ref('stg_pseudonym_salt') }}
),

parsed as (
    select
        foreign_rows.*,
        submissions.submission_id,
        {{ foreign_user_id('foreign_rows.fields.assessment_grader_id') }} as grader_id,
        {{ foreign_time('foreign_rows.fields.assessment_timestamp') }} as assessed_at
    from foreign_rows
    cross join salt
    inner join submissions
        on
            foreign_rows.course_id = submissions.course_id
            and {{ trimmed('foreign_rows.fields.submission_id') }} = submissions.foreign_key
)

select
    course_id,
    row_key as foreign_key,
    {{ foreign_id('assessment', 'row_key', 'course_id') }} as assessment_id,
    submission_id,
    {{ safe_double('fields.assessment_grade', 'points') }} as assessment_grade,
    {{ safe_double('fields.assessment_grade_with_penalty', 'points') }}
        as assessment_grade_with_penalty,
    grader_id as assessment_grader_id,
    assessed_at as assessment_timestamp,
    {{ safe_double('fields.assessment_max_grade', 'max_points') }} as assessment_max_grade,
    {{ count_unused([('fields.assessment_timestamp', 'assessed_at')]) }} as n_unused_values
from parsed
