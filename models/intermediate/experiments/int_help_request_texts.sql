{{ config(schema='private') }}

with
requests as (
    select * from {{ ref('int_help_requests') }}
    where fate = 'kept'
),

texts as (
    select * from {{ ref('stg_quickhelper__requests') }}
)

select
    'quickhelper' as platform,
    requests.instance_id,
    requests.learner_id,
    texts.title,
    texts.body,
    {{ quickhelper_words('texts.title') }} as title_words,
    {{ quickhelper_words('texts.body') }} as body_words,
    texts.url
from requests
inner join texts
    on requests.event_id = texts.event_id
