{#- A text that changes with the seed `edx_event_types`: an aggregate over its rows.
    Usage: select {{ event_types_version() }} as seed_version from seed_patterns -#}
{% macro event_types_version() -%}
    {{ rows_version([
        'pattern', 'event_type', 'event_family', 'area', 'observed_as', 'staff_evidence',
        'evidence_source',
    ]) }}
{%- endmacro %}


{#- Empties `stg_edx__event_types` when the seed has changed, in the transaction that fills it again.
    Usage: config(pre_hook="{{ forget_types_of_another_seed() }}") -#}
{% macro forget_types_of_another_seed() -%}
    {#- Outside of the condition, where dbt sees what the model depends on. -#}
    {%- set seed = ref('edx_event_types') -%}
    {%- if is_incremental() -%}
        delete from {{ this }}
        where seed_version <> (select {{ moocdb.event_types_version() }} from {{ seed }})
    {%- endif -%}
{%- endmacro %}
