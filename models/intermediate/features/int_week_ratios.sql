{% set compared = [
    'number_of_forum_posts', 'number_of_wiki_edits', 'average_number_of_attempts',
    'duration_per_correct_problem', 'attempted_per_correct_problem', 'average_time_to_solve_problem',
] %}
with
learner_weeks as (
    select * from {{ ref('int_feature_learner_weeks') }}
),

resource_use as (
    select * from {{ ref('int_week_resource_use') }}
),

submissions as (
    select * from {{ ref('int_week_submissions') }}
),

collaborations as (
    select * from {{ ref('int_week_collaborations') }}
),

-- Null in a week without activity, so that no ratio is made from it.
measured as (
    select
        learner_weeks.platform,
        learner_weeks.course_id,
        learner_weeks.learner_id,
        learner_weeks.week_number,
        nullif(collaborations.number_of_forum_posts, 0) as number_of_forum_posts,
        nullif(collaborations.number_of_wiki_edits, 0) as number_of_wiki_edits,
        collaborations.average_length_of_forum_posts,
        submissions.average_number_of_attempts,
        submissions.average_time_to_solve_problem,
        resource_use.sum_observed_events_duration / nullif(submissions.distinct_problems_correct, 0)
            as duration_per_correct_problem,
        submissions.distinct_attempts / nullif(submissions.distinct_problems_correct, 0)
            as attempted_per_correct_problem
    from learner_weeks
    left join resource_use
        on
            learner_weeks.course_id = resource_use.course_id
            and learner_weeks.learner_id = resource_use.learner_id
            and learner_weeks.week_number = resource_use.week_number
    left join submissions
        on
            learner_weeks.course_id = submissions.course_id
            and learner_weeks.learner_id = submissions.learner_id
            and learner_weeks.week_number = submissions.week_number
    left join collaborations
        on
            learner_weeks.course_id = collaborations.course_id
            and learner_weeks.learner_id = collaborations.learner_id
            and learner_weeks.week_number = collaborations.week_number
),

compared as (
    select
        *,
        {% for measure in compared -%}
            lag({{ measure }}) over learner_course as last_{{ measure }},
        {% endfor -%}
        lag(average_length_of_forum_posts) over learner_course as last_average_length_of_forum_posts
    from measured
    window learner_course as (partition by course_id, learner_id order by week_number)
)

select
    platform,
    course_id,
    learner_id,
    week_number,
    duration_per_correct_problem,
    attempted_per_correct_problem,
    {% for measure in compared -%}
        case
            when last_{{ measure }} = 0 and {{ measure }} is not null then 0
            else {{ measure }} / nullif(last_{{ measure }}, 0)
        end as {{ measure }}_ratio,
    {% endfor -%}
    case
        when last_number_of_forum_posts > 5
            then
                case
                    when
                        last_average_length_of_forum_posts = 0
                        and average_length_of_forum_posts is not null
                        then 0
                    else
                        average_length_of_forum_posts
                        / nullif(last_average_length_of_forum_posts, 0)
                end
    end as average_length_of_forum_posts_ratio
from compared
