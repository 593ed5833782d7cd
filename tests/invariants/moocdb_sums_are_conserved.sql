-- Nothing is lost or multiplied on the way: answers of counted learners are submissions, these are
-- assessed once each, posts, votes and edits are collaborations, survey answers are feedbacks; and
-- the time of learners in courses is the sum of the durations of the observed events. Foreign
-- MOOCdbs have a law of their own: foreign_rows_are_conserved.
with
counts as (
    select
        'submissions' as what,
        (
            select count(*)
            from {{ ref('int_problem_responses') }} as responses
            inner join {{ ref('int_learner_events_in_scope') }} as events
                on responses.event_id = events.event_id
        ) as n_expected,
        (
            select count(*) from {{ ref('submissions') }}
            where platform <> 'moocdb'
        ) as n_found
    union all
    select
        'assessments' as what,
        (
            select count(*) from {{ ref('submissions') }}
            where platform <> 'moocdb'
        ) as n_expected,
        (
            select count(distinct submission_id) from {{ ref('assessments') }}
            where platform <> 'moocdb'
        ) as n_found
    union all
    select
        'full credit' as what,
        (
            select count(*) from {{ ref('int_submissions') }}
            where correctness = 'correct'
        ) as n_expected,
        (
            select count(*)
            from {{ ref('assessments') }} as assessments
            inner join {{ ref('int_submissions') }} as submissions
                on assessments.submission_id = submissions.submission_id
            where submissions.correctness = 'correct' and assessments.assessment_grade = 1
        ) as n_found
    union all
    select
        'collaborations' as what,
        (
            select count(*)
            from (
                select event_id from {{ ref('int_forum_posts') }}
                union all
                select event_id from {{ ref('int_forum_votes') }}
                union all
                select event_id from {{ ref('stg_edx__wiki_edits') }}
                union all
                select event_id from {{ of_coursera('int_coursera_export_events') }}
                where kind = 'wiki_edit'
            ) as acts
            inner join {{ ref('int_learner_events_in_scope') }} as events
                on acts.event_id = events.event_id
        ) + (select count(*) from {{ ref('int_package_collaborations') }}) as n_expected,
        (
            select count(*) from {{ ref('collaborations') }}
            where platform <> 'moocdb'
        ) as n_found
    union all
    select
        'feedbacks' as what,
        (select count(*) from {{ ref('int_survey_answers') }}) as n_expected,
        (
            select count(*) from {{ ref('feedbacks') }}
            where platform <> 'moocdb'
        ) as n_found
    union all
    select
        'users' as what,
        (
            select count(*) from {{ ref('int_learner_courses') }}
            where is_counted
        ) as n_expected,
        (
            select count(*) from {{ ref('users') }}
            where user_id <> {{ automatic_grader_id() }} and platform <> 'moocdb'
        ) as n_found
    union all
    select
        'seconds' as what,
        (
            select
                coalesce(sum(
                    case
                        when gaps.seconds_to_next <= {{ var('event_max_duration_seconds') }}
                            then floor(gaps.seconds_to_next)
                        else {{ var('event_default_duration_seconds') }}
                    end
                ), 0)
            from {{ ref('int_event_gaps') }} as gaps
            inner join {{ ref('int_learner_events_in_scope') }} as events
                on gaps.event_id = events.event_id and events.observed_as is not null
        ) as n_expected,
        (
            select coalesce(sum(observed_event_duration), 0) from {{ ref('observed_events') }}
            where platform <> 'moocdb'
        ) as n_found
)

select * from counts
where n_expected <> n_found
