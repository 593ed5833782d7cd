with
labels as (
    select * from {{ ref('int_labels') }}
    where fate = 'counted'
),

tags as (
    select distinct
        project,
        tag
    from labels
    where model is null
),

codings as (
    select
        project,
        true as is_overall,
        'all tags' as tag,
        item_id,
        tagger_id,
        model,
        tag as coding
    from labels
    union all
    select
        labels.project,
        false as is_overall,
        tags.tag,
        labels.item_id,
        labels.tagger_id,
        labels.model,
        if(labels.tag = tags.tag, 'this tag', 'another tag') as coding
    from labels
    inner join tags
        on labels.project = tags.project
)

select
    {{ surrogate_id(['project', 'is_overall', 'tag']) }} as measure_id,
    project,
    is_overall,
    tag,
    item_id,
    tagger_id,
    model,
    coding
from codings
