{#- The pseudonym of a person on a platform: irreversible without the salt. `kind` says what the key
    is (`username`, or `user_id` where the logs show no name for an id), so that a user named 5 and
    the user with id 5 stay two. Do not change it: every published learner_id would change.
    Usage: {{ learner_id('salt.salt', 'edx', 'username', 'lines.username') }} as learner_id -#}
{% macro learner_id(salt, platform, kind, key) -%}
    case
        when {{ key }} is not null
            then {{ surrogate_id([salt, "'" ~ platform ~ "'", "'" ~ kind ~ "'", key]) }}
    end
{%- endmacro %}
