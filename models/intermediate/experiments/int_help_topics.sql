with
requests as (
    select * from {{ ref('int_help_requests') }}
    where fate = 'kept'
),

main_topics as (
    select * from {{ ref('int_main_topics') }}
    where source = 'help'
)

select
    requests.instance_id,
    main_topics.topic_number,
    main_topics.weight
from requests
inner join main_topics
    on
        {{ text_id("'help'", "'quickhelper'", "'question'", 'requests.instance_id') }}
        = main_topics.text_id
