{%- set levels = ['course', 'section', 'subsection'] %}

with
completable_blocks as (
    select * from {{ ref('int_completable_blocks') }}
),

block_completion as (
    select * from {{ ref('int_block_completion') }}
    where platform = 'edx' and last_completion is not null
),

ambiguous_blocks as (
    select * from {{ ref('int_ambiguous_blocks') }}
),

named as (
    select
        *,
        coalesce({{ edx_block_type('block_id') }}, block_type) as named_type,
        {{ edx_block_name('block_id') }} as block_name
    from block_completion
),

known as (
    select
        named.course_id,
        named.learner_id,
        named.block_id,
        named.last_completion,
        coalesce(
            ambiguous_blocks.node, {{ edx_block_node('named.named_type', 'named.block_name') }}
        ) as node
    from named
    left join ambiguous_blocks
        on
            named.course_id = ambiguous_blocks.course_id
            and {{ edx_exact_node('named.named_type', 'named.block_name') }}
            = ambiguous_blocks.node
),

done as (
    select distinct
        known.course_id,
        known.learner_id,
        completable_blocks.node,
        completable_blocks.course_block_id,
        completable_blocks.section_block_id,
        completable_blocks.subsection_block_id
    from known
    inner join completable_blocks
        on known.course_id = completable_blocks.course_id and known.node = completable_blocks.node
    where known.last_completion = 1
),

learners as (
    select distinct
        course_id,
        learner_id
    from known
),

sizes as (
    {% for level in levels -%}
        select
            course_id,
            '{{ level }}' as level,
            {{ level }}_block_id as block_id,
            case when bool_and(is_in_structure) then count(*) end as n_blocks
        from completable_blocks
        where {{ level }}_block_id is not null
        group by course_id, {{ level }}_block_id
        {% if not loop.last %}union all{% endif %}
    {% endfor %}
),

completed as (
    {% for level in levels -%}
        select
            course_id,
            learner_id,
            '{{ level }}' as level,
            {{ level }}_block_id as block_id,
            count(*) as n_completed
        from done
        where {{ level }}_block_id is not null
        group by course_id, learner_id, {{ level }}_block_id
        {% if not loop.last %}union all{% endif %}
    {% endfor %}
),

-- Completion of a subsection, section or course as the platform reports it.
reported as (
    select
        course_id,
        learner_id,
        block_id,
        last_completion as reported_share
    from known
)

-- Where no structure says what a part holds, a part of which nothing is known has no row.
select
    'edx' as platform,
    learners.course_id,
    learners.learner_id,
    sizes.level,
    sizes.block_id,
    sizes.n_blocks,
    coalesce(completed.n_completed, case when sizes.n_blocks is not null then 0 end) as n_completed,
    coalesce(completed.n_completed, 0) / nullif(sizes.n_blocks, 0) as share_completed,
    reported.reported_share
from learners
inner join sizes
    on learners.course_id = sizes.course_id
left join completed
    on
        learners.course_id = completed.course_id
        and learners.learner_id = completed.learner_id
        and sizes.level = completed.level
        and sizes.block_id = completed.block_id
left join reported
    on
        learners.course_id = reported.course_id
        and learners.learner_id = reported.learner_id
        and sizes.block_id = reported.block_id
where
    sizes.n_blocks is not null
    or completed.n_completed is not null
    or reported.reported_share is not null
