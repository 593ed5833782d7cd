{#- A text that changes with the seed `edx_event_types`: an aggregate over its rows.
    Usage: select {{ event_types_version() }} as seed_version from seed_patterns -#}
{% macro event_types_version() -%}
    {{ rows_version([
        'pattern', 'event_type', 'event_family', 'area', 'observed_as', 'staff_evidence',
        'evidence_source',
    ]) }}
{%- endmacro %}


{#- A condition for delete_outdated(): the rows of `stg_edx__event_types` that another state of the seed has made.
    Usage: config(pre_hook="{{ delete_outdated(types_of_another_seed()) }}") -#}
{% macro types_of_another_seed() -%}
    held.seed_version <> (select {{ moocdb.event_types_version() }} from {{ ref('edx_event_types') }})
{%- endmacro %}
