{{ config(
    materialized='incremental',
    pre_hook="{{ delete_outdated(
        types_of_another_seed(), undone_loads(ref('stg_edx__lines'), is_distinct=true)
    ) }}",
) }}

with
records as (
    select * from {{ ref('stg_edx__records') }}
    {% if is_incremental() %}
        where {{ is_in_new_load() }}
    {% endif %}
),

seed_patterns as (
    select * from {{ ref('edx_event_types') }}
),

seed_versions as (
    select {{ event_types_version() }} as seed_version
    from seed_patterns
),

named_patterns as (
    select
        pattern,
        event_type,
        event_family,
        area,
        observed_as,
        staff_evidence,
        evidence_source,
        pattern like '%*' as is_prefix,
        replace(pattern, '*', '') as stem
    from seed_patterns
),

-- A canonical name is a pattern too: translated logs hold it, and one name has one family.
canonical_names as (
    select
        event_type as pattern,
        event_type,
        max(event_family) as event_family,
        max(area) as area,
        max(observed_as) as observed_as,
        cast(null as string) as staff_evidence,
        cast(null as string) as evidence_source,
        false as is_prefix,
        event_type as stem
    from seed_patterns
    group by event_type
),

patterns as (
    select * from named_patterns
    union all
    select canonical_names.*
    from canonical_names
    left join named_patterns
        on canonical_names.pattern = named_patterns.pattern
    where named_patterns.pattern is null
),

raw_types as (
    select
        raw_event_type,
        raw_event_name,
        max(load_id) as load_id,
        case
            when raw_event_type like '/%' then {{ edx_route('raw_event_type') }}
            else raw_event_type
        end as shape
    from records
    {% if is_incremental() %}
        where not exists (
            select 1 from {{ held_rows() }} as built
            where
                built.raw_event_type is not distinct from records.raw_event_type
                and built.raw_event_name is not distinct from records.raw_event_name
        )
    {% endif %}
    group by raw_event_type, raw_event_name
),

-- event_type, the older name, takes precedence where both are known; then an exact pattern, then a
-- longer one.
matches as (
    select
        raw_types.raw_event_type,
        raw_types.raw_event_name,
        patterns.event_type,
        patterns.event_family,
        patterns.area,
        patterns.observed_as,
        patterns.staff_evidence,
        patterns.evidence_source,
        row_number() over (
            partition by raw_types.raw_event_type, raw_types.raw_event_name
            order by
                (left(raw_types.shape, length(patterns.stem)) = patterns.stem) desc nulls last,
                patterns.is_prefix,
                length(patterns.stem) desc
        ) as preference
    from raw_types
    inner join patterns
        on
            patterns.stem in (raw_types.shape, raw_types.raw_event_name)
            or (
                patterns.is_prefix
                and (
                    left(raw_types.shape, length(patterns.stem)) = patterns.stem
                    or left(raw_types.raw_event_name, length(patterns.stem)) = patterns.stem
                )
            )
)

select
    raw_types.load_id,
    seed_versions.seed_version,
    raw_types.raw_event_type,
    raw_types.raw_event_name,
    coalesce(
        matches.event_type,
        {{ public_event_type('raw_types.shape') }},
        {{ public_event_type('raw_types.raw_event_name') }}
    ) as event_type,
    coalesce(matches.event_family, 'unknown') as event_family,
    matches.area,
    matches.observed_as,
    matches.staff_evidence,
    matches.evidence_source,
    matches.event_type is not null as is_known
from raw_types
cross join seed_versions
left join matches
    on
        raw_types.raw_event_type is not distinct from matches.raw_event_type
        and raw_types.raw_event_name is not distinct from matches.raw_event_name
        and matches.preference = 1
