{{ config(schema='private') }}

with
landed as (
    select * from {{ ref('stg_topics__rows') }}
    where fate = 'accepted'
),

-- The run that was landed last counts; of two in one load, the one that is further down.
runs as (
    select
        source,
        corpus,
        run_id,
        method,
        max(load_id) as load_id,
        max(file_id) as file_id,
        max(line_no) as line_no
    from landed
    group by source, corpus, run_id, method
),

latest as (
    select * from runs
    qualify
        row_number() over (
            partition by source, corpus
            order by load_id desc, file_id desc, line_no desc, run_id asc, method asc
        ) = 1
)

select
    landed.run_id,
    landed.method,
    landed.source,
    landed.corpus,
    landed.topic_number,
    landed.kind,
    landed.text_id,
    landed.term,
    landed.weight
from landed
inner join latest
    on
        landed.source = latest.source
        and landed.corpus = latest.corpus
        and landed.run_id = latest.run_id
        and landed.method = latest.method
