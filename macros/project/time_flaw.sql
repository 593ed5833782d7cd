{#- Why the time of an event cannot be true: `future` where its day is later than the day on which its
    line was landed, `past` where it lies before the first public courses of edX and Coursera (2011:
    clocks that were never set say 1970); null for a plausible time. Both days are UTC.
    Usage: {{ time_flaw('event_at', 'loads.landed_date') }} as time_flaw -#}
{% macro time_flaw(at, landed_date) -%}
    case
        when cast({{ at }} as date) > {{ landed_date }} then 'future'
        when cast({{ at }} as date) < cast('2011-01-01' as date) then 'past'
    end
{%- endmacro %}
