{{ config(
    materialized='incremental',
    pre_hook="{{ delete_outdated(changed_learner_courses(['session_gap_minutes'])) }}",
) }}
{%- set gap_seconds = var('session_gap_minutes') * 60 %}
{%- set frame_seconds = 60 %}

with
events as (
    select * from {{ ref('int_events') }}
    where
        learner_id is not null
        and course_id is not null
        and {{ is_own_act('event_source') }}
        and time_flaw is null
),

tab_moves as (
    select * from {{ ref('stg_edx__navigation_events') }}
    where is_tab_move
),

touched as (
    {{ touched_learner_courses('events', ['session_gap_minutes']) }}
),

-- Each address is parsed once.
addresses as (
    select distinct url
    from touched
    where platform is distinct from 'coursera'
),

urls as (
    select
        url,
        {{ edx_page('url') }} as page,
        {{ edx_page_position('url') }} as position
    from addresses
),

-- The page that each event puts the learner on. Requests of handlers and redirects say nothing, nor
-- do those that write in the forum: only its pages lie under `discussion/forum`.
placed as (
    select
        touched.*,
        touched.event_type = 'page_close' as is_close,
        tab_moves.event_id is not null as is_tab_move,
        coalesce(tab_moves.new_tab, urls.position) as position,
        case
            when touched.platform = 'coursera'
                then {{ coursera_visited_page('touched') }}
            when
                touched.event_source in ('browser', 'mobile')
                or (
                    touched.event_family = 'page'
                    and touched.event_type <> 'page_jump_to'
                    and (
                        touched.event_type <> 'page_discussion'
                        or touched.url like '%/discussion/forum%'
                    )
                )
                then coalesce(urls.page, tab_moves.sequential_id)
        end as page
    from touched
    left join urls
        on touched.url = urls.url
    left join tab_moves
        on touched.event_id = tab_moves.event_id
),

-- A page_close for a page that is no longer current does not end the current visit.
timed as (
    select
        *,
        {{ seconds_between('event_at', 'lead(event_at) over learner_course') }} as seconds_to_next,
        {{ lag_known('case when not is_close then page end') }} over learner_course
            as current_page,
        {{ seconds_between(
            lag_known('case when page is not null then event_at end') ~ ' over learner_course',
            'event_at'
        ) }} as seconds_away
    from placed
    window learner_course as (
        partition by learner_course_id order by {{ event_order() }}
    )
),

-- The learning app shows a unit in a frame, whose request follows the page that it is part of.
transitions as (
    select
        *,
        is_close and coalesce(page = current_page, true) as closes,
        not is_close and page is not null and (
            is_tab_move or page is distinct from current_page
            or seconds_away > {{ gap_seconds }}
            or (
                event_family = 'page'
                and (event_type <> 'page_unit' or seconds_away > {{ frame_seconds }})
            )
        ) as opens
    from timed
),

numbered as (
    select
        *,
        {{ running_count('opens or closes', 'learner_course_id') }} as visit_number
    from transitions
),

visits as (
    select
        learner_course_id,
        learner_course_version,
        platform,
        learner_id,
        course_id,
        visit_number,
        max(load_id) as load_id,
        max(page) filter (where opens) as page,
        max(position) filter (where opens) as position,
        min(event_at) as started_at,
        max(event_at) as last_event_at,
        {{ exact_sum('least(coalesce(seconds_to_next, 0), ' ~ gap_seconds ~ ')') }}
            as visit_seconds
    from numbered
    group by
        learner_course_id, learner_course_version, platform, learner_id, course_id, visit_number
    having bool_or(opens)
)

select
    learner_course_id,
    learner_course_version,
    platform,
    learner_id,
    course_id,
    visit_number,
    load_id,
    page,
    -- The platform opens a subsection where it was left, the first time at its first unit.
    case
        when page like 'courseware/%/%' or position is not null
            then coalesce(position, {{ lag_known('position') }} over same_page, 1)
    end as position,
    started_at,
    last_event_at,
    visit_seconds
from visits
window same_page as (partition by learner_course_id, page order by visit_number)
