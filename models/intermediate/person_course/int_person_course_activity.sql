with
activity_days as (
    select * from {{ ref('int_activity_days') }}
),

gaps as (
    select * from {{ ref('int_learner_event_gap_stats') }}
),

counts as (
    select
        learner_id,
        course_id,
        min(first_event_at) as first_event_at,
        max(last_event_at) as last_event_at,
        {% for count in [
            'n_courseware_events', 'n_plays', 'n_video_events', 'n_seeks', 'n_pauses',
            'n_transcript_views', 'n_tab_moves', 'n_forum_events', 'n_progress_checks',
        ] -%}
            cast(sum({{ count }}) as bigint) as {{ count }}{% if not loop.last %},{% endif %}
        {% endfor %}
    from activity_days
    where learner_id is not null and course_id is not null
    group by learner_id, course_id
)

select
    counts.*,
    {% for column in [
        'mean_gap_seconds', 'sd_gap_seconds', 'max_gap_seconds', 'n_short_gaps',
        'short_gap_seconds', 'mean_short_gap_seconds', 'sd_short_gap_seconds',
        'max_short_gap_seconds',
    ] -%}
        gaps.{{ column }}{% if not loop.last %},{% endif %}
    {% endfor %}
from counts
left join gaps
    on counts.learner_id = gaps.learner_id and counts.course_id = gaps.course_id
