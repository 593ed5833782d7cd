with
requests as (
    select
        learner_id,
        course_id,
        raw_event_type like '%/handler/transcript/download%' as is_download,
        lower({{ matched(
            'raw_event_type', '/handler/transcript/translation/([A-Za-z]{2})(?:[^A-Za-z]|$)', 1
        ) }}) as language
    from {{ ref('int_learner_events_in_scope') }}
    where course_id is not null and raw_event_type like '%/handler/transcript/%'
),

languages as (
    select
        learner_id,
        course_id,
        language,
        count(*) as n_requests,
        count(*) over (partition by learner_id, course_id) as n_languages,
        row_number() over (
            partition by learner_id, course_id order by count(*) desc, language asc
        ) as preference
    from requests
    where language is not null
    group by learner_id, course_id, language
),

downloads as (
    select
        learner_id,
        course_id,
        count(*) filter (where is_download) as n_downloads
    from requests
    group by learner_id, course_id
)

select
    downloads.learner_id,
    downloads.course_id,
    languages.language,
    languages.n_requests as n_language_requests,
    coalesce(languages.n_languages, 0) as n_languages,
    downloads.n_downloads
from downloads
left join languages
    on
        downloads.learner_id = languages.learner_id
        and downloads.course_id = languages.course_id
        and languages.preference = 1
