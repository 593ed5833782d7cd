with
blocks as (
    select * from {{ source('raw_edx', 'olx_blocks') }}
    where block_type = 'course'
),

courses as (
    select * from {{ ref('stg_edx_package__olx_courses') }}
),

attributes as (
    select
        blocks.load_id,
        courses.course_id,
        {{ json_fields(well_formed('blocks.attributes'), ['grading']) }} as fields
    from blocks
    inner join courses
        on blocks.course_id = courses.exported_key
),

policies as (
    select
        load_id,
        course_id,
        {{ json_fields(well_formed('fields.grading'), ['GRADER', 'GRADE_CUTOFFS']) }} as fields
    from attributes
),

cutoffs as (
    select
        course_id,
        load_id,
        {{ each_json_entry('fields.grade_cutoffs') }} as cutoff
    from policies
),

passing_grades as (
    select
        course_id,
        load_id,
        min({{ safe_double('cutoff.value', 'share') }}) as passing_grade
    from cutoffs
    group by course_id, load_id
)

-- Where a course was exported under two spellings of its key, the latest load counts.
select
    policies.course_id,
    passing_grades.passing_grade,
    policies.fields.grader as assignment_types
from policies
left join passing_grades
    on
        policies.course_id = passing_grades.course_id
        and policies.load_id = passing_grades.load_id
where policies.fields.grader is not null or passing_grades.passing_grade is not null
qualify
    row_number() over (
        partition by policies.course_id
        order by
            policies.load_id desc,
            passing_grades.passing_grade asc nulls last,
            policies.fields.grader asc nulls last
    ) = 1
