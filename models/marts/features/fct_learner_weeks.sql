{#- The features of each weekly model. Where a learner has no row in a week, a count or a sum is 0
    and the rest is unknown. -#}
{% set counts = {
    'resource_use': [
        'sum_observed_events_duration', 'max_duration_resources', 'sum_observed_events_lecture',
        'sum_observed_events_book', 'sum_observed_events_wiki',
    ],
    'submissions': [
        'distinct_attempts', 'number_of_attempts', 'distinct_problems_correct', 'attempts_correct',
    ],
    'collaborations': [
        'number_of_forum_posts', 'number_of_wiki_edits', 'number_of_collaborations',
        'number_of_forum_responses', 'n_threads_started', 'n_forum_comments',
    ],
} %}
{% set measures = {
    'resource_use': ['observed_event_time_of_day_sd'],
    'submissions': [
        'average_number_of_attempts', 'average_time_to_solve_problem', 'share_correct_submissions',
        'average_predeadline_submission_time',
    ],
    'attempt_ranks': [
        'percentile_of_average_number_of_attempts', 'share_of_max_average_number_of_attempts',
    ],
    'collaborations': ['average_length_of_forum_posts'],
    'ratios': [
        'duration_per_correct_problem', 'attempted_per_correct_problem',
        'number_of_forum_posts_ratio', 'number_of_wiki_edits_ratio',
        'average_length_of_forum_posts_ratio', 'average_number_of_attempts_ratio',
        'duration_per_correct_problem_ratio', 'attempted_per_correct_problem_ratio',
        'average_time_to_solve_problem_ratio',
    ],
    'grades': ['pset_grade', 'pset_grade_over_time', 'lab_grade', 'lab_grade_over_time'],
    'hours': ['std_hours_working'],
    'reactions': ['time_to_react'],
} %}
{#- Of events that a foreign MOOCdb does not hold: unknown there. -#}
{% set logged = {
    'activity': ['n_events', 'n_active_days', 'n_sessions', 'active_seconds'],
    'videos': ['n_videos_watched', 'video_seconds_watched'],
    'problems': ['n_problem_attempts', 'n_problems_attempted', 'n_problems_correct'],
    'forum': ['n_thread_views', 'n_forum_neighbours', 'n_forum_contacts'],
} %}
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

attempt_ranks as (
    select * from {{ ref('int_week_attempt_ranks') }}
),

collaborations as (
    select * from {{ ref('int_week_collaborations') }}
),

ratios as (
    select * from {{ ref('int_week_ratios') }}
),

grades as (
    select * from {{ ref('int_week_grades') }}
),

hours as (
    select * from {{ ref('int_week_hours') }}
),

reactions as (
    select * from {{ ref('int_week_reactions') }}
),

activity as (
    select * from {{ ref('int_week_activity') }}
),

videos as (
    select * from {{ ref('int_week_videos') }}
),

problems as (
    select * from {{ ref('int_week_problems') }}
),

forum as (
    select * from {{ ref('int_week_forum') }}
),

completion as (
    select * from {{ ref('int_week_completion') }}
)

select
    learner_weeks.platform,
    learner_weeks.course_id,
    learner_weeks.learner_id,
    learner_weeks.week_number,
    learner_weeks.week_started_at,
    learner_weeks.has_joined,
    {% for model, columns in counts.items() -%}
        {% for column in columns -%}
            coalesce({{ model }}.{{ column }}, 0) as {{ column }},
        {% endfor -%}
    {% endfor -%}
    {% for model, columns in measures.items() -%}
        {% for column in columns -%}
            {{ model }}.{{ column }},
        {% endfor -%}
    {% endfor -%}
    {% for model, columns in logged.items() -%}
        {% for column in columns -%}
            case when learner_weeks.is_logged then coalesce({{ model }}.{{ column }}, 0) end
                as {{ column }},
        {% endfor -%}
    {% endfor -%}
    case
        when learner_weeks.is_logged
            then coalesce(cast(sum(completion.n_blocks_completed) over so_far as bigint), 0)
    end as n_blocks_completed_so_far
from learner_weeks
{% for model in [
    'resource_use', 'submissions', 'attempt_ranks', 'collaborations', 'ratios', 'grades', 'hours',
    'reactions', 'activity', 'videos', 'problems', 'forum', 'completion',
] -%}
    left join {{ model }}
        on
            learner_weeks.course_id = {{ model }}.course_id
            and learner_weeks.learner_id = {{ model }}.learner_id
            and learner_weeks.week_number = {{ model }}.week_number
{% endfor -%}
window so_far as (
    partition by learner_weeks.course_id, learner_weeks.learner_id
    order by learner_weeks.week_number
    rows between unbounded preceding and current row
)
