with
client_counts as (
    select * from {{ ref('int_learner_client_counts') }}
    where learner_id is not null and course_id is not null and dimension = 'device_type'
),

devices as (
    select * from {{ ref('int_learner_devices') }}
),

transcripts as (
    select * from {{ ref('int_learner_transcripts') }}
),

countries as (
    select * from {{ ref('int_learner_countries') }}
),

-- Bots and unknown devices are neither.
screens as (
    select
        learner_id,
        course_id,
        cast(coalesce(sum(n_events) filter (where value in ('mobile', 'tablet')), 0) as bigint)
            as n_mobile_events,
        cast(coalesce(sum(n_events) filter (where value = 'desktop'), 0) as bigint)
            as n_desktop_events
    from client_counts
    where value is not null
    group by learner_id, course_id
)

select
    devices.learner_id,
    devices.course_id,
    devices.os,
    devices.browser,
    devices.device_type,
    devices.language, -- noqa
    case
        when screens.n_mobile_events > screens.n_desktop_events then 'mobile'
        when screens.n_desktop_events > 0 then 'desktop'
    end as modal_agent,
    cast(screens.n_mobile_events > 0 as integer) as ever_mobile,
    cast(screens.n_desktop_events > 0 as integer) as ever_desktop,
    countries.country_modal as country,
    transcripts.language as transcript_language,
    coalesce(transcripts.n_downloads, 0) as n_transcript_downloads,
    transcripts.n_language_requests as n_transcript_language_requests,
    coalesce(transcripts.n_languages, 0) as n_transcript_languages
from devices
left join screens
    on devices.learner_id = screens.learner_id and devices.course_id = screens.course_id
left join transcripts
    on devices.learner_id = transcripts.learner_id and devices.course_id = transcripts.course_id
left join countries
    on devices.learner_id = countries.learner_id and devices.course_id = countries.course_id
where devices.course_id is not null
