{{ config(materialized='table') }}

{%- set relations = [
    'certificates', 'course_grades', 'subsection_grades', 'student_modules', 'block_completions',
    'course_roles', 'cohort_members', 'team_members', 'verification_statuses', 'open_responses',
    'forum_posts',
] %}

with
named as (
    {% for relation in relations -%}
        select
            course_id,
            learner_id,
            user_id
        from {{ ref('stg_edx_package__' ~ relation) }}
        union
    {% endfor -%}
    select
        course_id,
        learner_id,
        user_id
    from ({{ edx_package_rows('student_courseenrollment') }}) as enrollments
)

select
    course_id,
    learner_id,
    max(user_id) as user_id
from named
where learner_id is not null
group by course_id, learner_id
