with
label_rows as (
    select * from {{ ref('stg_labels__rows') }}
    where fate = 'accepted'
),

-- The last tag that a tagger gave an item counts; tags without a time come before all others.
dated as (
    select
        *,
        tagged_at is not distinct from max(tagged_at) over (
            partition by project, item_id, tagger_id
        ) as is_latest
    from label_rows
),

compared as (
    select
        *,
        min(case when is_latest then tag end) over one_tagging as lowest_latest_tag,
        max(case when is_latest then tag end) over one_tagging as highest_latest_tag,
        row_number() over (
            partition by project, item_id, tagger_id, is_latest, tag order by line_no, label_id
        ) as place_among_same
    from dated
    window one_tagging as (partition by project, item_id, tagger_id)
)

select
    label_id,
    file_id,
    line_no,
    project,
    item_id,
    tagger_id,
    tag,
    tagged_at,
    case
        when is_latest and lowest_latest_tag <> highest_latest_tag then 'contradictory'
        when is_latest and place_among_same > 1 then 'repeated'
        when is_latest then 'counted'
        when tag = lowest_latest_tag and lowest_latest_tag = highest_latest_tag then 'repeated'
        else 'replaced'
    end as fate
from compared
