with
items as (
    select * from ({{ on_local_days(ref('int_items'), 'late_at', 'late_date') }})
),

reporting_dates as (
    select * from {{ ref('int_reporting_dates') }}
),

item_uses as (
    select * from {{ ref('fct_item_uses') }}
),

person_courses as (
    select * from {{ ref('fct_person_course') }}
),

-- Work that counts for the grade, or of which nothing says whether it does.
due_items as (
    select
        items.course_id,
        items.block_id,
        reporting_dates.as_of_date,
        count(*) over (partition by items.course_id) as n_due
    from items
    inner join reporting_dates
        on
            items.course_id = reporting_dates.course_id
            and items.late_date <= reporting_dates.as_of_date
    where items.kind = 'problem' and coalesce(items.is_graded, true)
),

due_courses as (
    select distinct
        course_id,
        as_of_date,
        n_due
    from due_items
),

done as (
    select
        item_uses.learner_id,
        item_uses.course_id,
        count(*) as n_done
    from item_uses
    inner join due_items
        on
            item_uses.course_id = due_items.course_id
            and item_uses.block_id = due_items.block_id
            and item_uses.first_date <= due_items.as_of_date
    group by item_uses.learner_id, item_uses.course_id
)

select
    person_courses.platform,
    person_courses.course_id,
    person_courses.learner_id,
    due_courses.as_of_date,
    due_courses.n_due,
    coalesce(done.n_done, 0) as n_done,
    coalesce(done.n_done, 0) / cast(due_courses.n_due as double) as share_done
from person_courses
inner join due_courses
    on person_courses.course_id = due_courses.course_id
left join done
    on
        person_courses.learner_id = done.learner_id
        and person_courses.course_id = done.course_id
