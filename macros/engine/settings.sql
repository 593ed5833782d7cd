{#- MOOCDB_THREADS limits the cores a run may use; unset, the engine takes them all.
    Usage: {{ limit_threads() }}, at the start of a run -#}
{% macro limit_threads() -%}
    {%- set threads = env_var('MOOCDB_THREADS', '') -%}
    {%- if threads -%} {{ adapter.dispatch('limit_threads', 'moocdb')(threads | int) }} {%- endif -%}
{%- endmacro %}

{% macro duckdb__limit_threads(threads) -%}
    set threads = {{ threads }}
{%- endmacro %}

{% macro spark__limit_threads(threads) -%}
    {#- The master of the target says how many cores a session takes; it cannot be changed later. -#}
{%- endmacro %}
