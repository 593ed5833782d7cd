with
label_rows as (
    select
        *,
        max(tagged_at) over (partition by project, item_id, tagger_id) as last_tagged_at
    from {{ ref('stg_labels__rows') }}
    where fate = 'accepted'
),

-- The last tag that a tagger gave an item counts; a tag without a time is before all others.
latest as (
    select
        *,
        coalesce(tagged_at = last_tagged_at, last_tagged_at is null) as is_latest
    from label_rows
),

compared as (
    select
        *,
        min(case when is_latest then tag end) over one_tagging as lowest_latest_tag,
        max(case when is_latest then tag end) over one_tagging as highest_latest_tag,
        row_number() over (
            partition by project, item_id, tagger_id, is_latest, tag
            order by line_no, label_id
        ) as copy_number
    from latest
    window one_tagging as (partition by project, item_id, tagger_id)
)

select
    label_id,
    file_id,
    line_no,
    project,
    item_id,
    tagger_id,
    model,
    tag,
    tagged_at,
    case
        when is_latest and lowest_latest_tag <> highest_latest_tag then 'contradictory'
        when is_latest and copy_number = 1 then 'counted'
        when tag = lowest_latest_tag and tag = highest_latest_tag then 'repeated'
        else 'replaced'
    end as fate
from compared
