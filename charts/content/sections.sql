with
sections as (
    select
        *,
        dense_rank() over (order by place_in_parent nulls last, block_id) as place,
        coalesce(
            -- The place tells apart two sections of one name.
            case when place_in_parent is not null then place || '. ' else '' end || display_name,
            regexp_extract(block_id, '[^/@]+$')
        ) as section
    from marts.rpt_section_engagement
    where course_id = $course and level = 'section'
),

uses as (
    select kind, section, place, 1 as rank, 'all' as used, n_learners_all as learners
    from sections
    union all
    select kind, section, place, 2, 'some', n_learners_some
    from sections
    union all
    select kind, section, place, 3, 'at least one', n_learners_any
    from sections
    where n_learners_all is null
    union all
    select kind, section, place, 4, 'none', n_learners_none
    from sections
)

select
    case kind
        when 'page' then 'pages' when 'video' then 'videos' when 'problem' then 'problems'
        else kind
    end as kind,
    section,
    used,
    learners
from uses
where learners > 0 and place <= 30
order by uses.kind, place, rank
