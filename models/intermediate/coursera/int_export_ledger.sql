with
row_counts as (
    select * from {{ of_coursera('stg_coursera__row_counts') }}
),

records as (
    select * from {{ ref('coursera_records') }}
),

record_fates as (
    select * from {{ of_coursera('stg_coursera__record_fates') }}
),

export_events as (
    select
        *,
        split_part(act_key, '/', 1) as record
    from {{ of_coursera('int_coursera_export_events') }}
),

-- The answers of a submission are in a separate value.
answers as (
    select
        export_events.course_id,
        coalesce(record_fates.fate, 'unmatched') as fate,
        export_events.learner_id
    from export_events
    left join record_fates
        on
            export_events.course_id = record_fates.course_id
            and record_fates.record = 'quiz_value'
            and replace(export_events.act_key, 'quiz_submission/', 'submission.submission_id:')
            = record_fates.record_key
    where export_events.record = 'quiz_submission'
),

fates as (
    select
        course_id,
        record,
        case when event_at is null then 'without_time' else 'used' end as fate,
        learner_id is null as has_no_learner
    from export_events
    union all
    select
        course_id,
        'quiz_answers' as record,
        fate,
        learner_id is null as has_no_learner
    from answers
    union all
    select
        course_id,
        record,
        fate,
        cast(null as boolean) as has_no_learner
    from record_fates
),

counted as (
    select
        course_id,
        record,
        {% for fate in [
            'used', 'without_time', 'empty', 'unreadable', 'unmatched', 'left_aside',
        ] -%}
            count(*) filter (where fate = '{{ fate }}') as n_{{ fate }},
        {% endfor -%}
        case when count(has_no_learner) > 0 then count(*) filter (where has_no_learner) end
            as n_unknown_learner
    from fates
    group by course_id, record
)

select
    'coursera' as platform,
    row_counts.course_id,
    records.record,
    row_counts.table_name,
    row_counts.n_rows,
    coalesce(counted.n_used, 0) as n_used,
    coalesce(counted.n_without_time, 0) as n_without_time,
    row_counts.n_repeated,
    coalesce(counted.n_empty, 0) as n_empty,
    coalesce(counted.n_unreadable, 0) as n_unreadable,
    coalesce(counted.n_unmatched, 0) as n_unmatched,
    coalesce(counted.n_left_aside, 0) + row_counts.n_without_key as n_left_aside,
    counted.n_unknown_learner
from row_counts
inner join records
    on row_counts.table_name = records.table_name
left join counted
    on row_counts.course_id = counted.course_id and records.record = counted.record
