{%- set band_kinds = {'5 points': 5, '10 points': 10} %}

with
learner_courses as (
    select * from {{ ref('int_learner_courses') }}
    where is_counted and course_id is not null
),

course_grades as (
    select * from {{ ref('fct_grades') }}
    where scope = 'course'
),

learners as (
    select
        platform,
        course_id,
        learner_id
    from learner_courses
    union
    select
        platform,
        course_id,
        learner_id
    from course_grades
),

graded as (
    select
        learners.platform,
        learners.course_id,
        learners.learner_id,
        {{ exact('course_grades.percent') }} * 100 as points,
        course_grades.letter,
        course_grades.passed
    from learners
    left join course_grades
        on
            learners.course_id = course_grades.course_id
            and learners.learner_id = course_grades.learner_id
),

-- The last band holds the whole of the points, and what extra credit adds.
banded as (
    {% for band_kind, width in band_kinds.items() -%}
        select
            platform,
            course_id,
            '{{ band_kind }}' as band_kind,
            cast(
                case
                    when points >= 100 then {{ 100 - width }}
                    else floor(points / {{ width }}) * {{ width }}
                end as bigint
            ) as band_from,
            {{ width }} as width,
            cast(null as string) as letter,
            passed
        from graded
        union all
    {% endfor -%}
    select
        platform,
        course_id,
        'letter' as band_kind,
        cast(null as bigint) as band_from,
        cast(null as bigint) as width,
        coalesce(letter, case when points is not null then 'no letter' end) as letter,
        passed
    from graded
)

select
    platform,
    course_id,
    band_kind,
    coalesce(letter, cast(band_from as string) || '-' || cast(band_from + width as string)) as band,
    band_from,
    band_from + width as band_to,
    count(*) as n_learners,
    count(case when passed then 1 end) as n_passed,
    count(case when not passed then 1 end) as n_failed,
    count(case when passed is null then 1 end) as n_passed_unknown
from banded
group by platform, course_id, band_kind, letter, band_from, band_from + width
