with
section_items as (
    select * from {{ ref('int_item_ancestors') }}
    where level in ('section', 'subsection')
),

item_uses as (
    select * from {{ ref('fct_item_uses') }}
),

learners as (
    select
        course_id,
        count(*) as n_learners
    from {{ ref('fct_person_course') }}
    group by course_id
),

sections as (
    select
        platform,
        course_id,
        level, -- noqa
        ancestor_block_id,
        ancestor_name,
        ancestor_position,
        kind,
        case when bool_and(has_structure) then count(distinct block_id) end as n_items
    from section_items
    group by
        platform, course_id, level, ancestor_block_id, ancestor_name, ancestor_position, kind
),

learner_sections as (
    select
        section_items.course_id,
        section_items.ancestor_block_id,
        section_items.kind,
        item_uses.learner_id,
        count(distinct item_uses.block_id) as n_used
    from section_items
    inner join item_uses
        on
            section_items.course_id = item_uses.course_id
            and section_items.block_id = item_uses.block_id
            and section_items.kind = item_uses.kind
    group by
        section_items.course_id, section_items.ancestor_block_id, section_items.kind,
        item_uses.learner_id
),

used as (
    select
        sections.course_id,
        sections.ancestor_block_id,
        sections.kind,
        count(learner_sections.learner_id) as n_any,
        count(learner_sections.learner_id) filter (
            where learner_sections.n_used = sections.n_items
        ) as n_all
    from sections
    left join learner_sections
        on
            sections.course_id = learner_sections.course_id
            and sections.ancestor_block_id = learner_sections.ancestor_block_id
            and sections.kind = learner_sections.kind
    group by sections.course_id, sections.ancestor_block_id, sections.kind
)

-- Which part of a section the learners used is known where all of the section is known.
select
    sections.platform,
    sections.course_id,
    sections.level, -- noqa
    sections.ancestor_block_id as block_id,
    sections.ancestor_name as display_name,
    sections.ancestor_position as place_in_parent,
    sections.kind,
    sections.n_items,
    coalesce(learners.n_learners, 0) as n_learners,
    coalesce(learners.n_learners, 0) - used.n_any as n_learners_none,
    used.n_any as n_learners_any,
    case when sections.n_items is not null then used.n_any - used.n_all end as n_learners_some,
    case when sections.n_items is not null then used.n_all end as n_learners_all
from sections
inner join used
    on
        sections.course_id = used.course_id
        and sections.ancestor_block_id = used.ancestor_block_id
        and sections.kind = used.kind
left join learners
    on sections.course_id = learners.course_id
