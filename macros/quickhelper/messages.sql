{#- The n-th field of a QuickHelper message, from 1; '' where it is empty.
    Usage: {{ quickhelper_field(11) }} as title -#}
{% macro quickhelper_field(n) -%}
    split_part(message, '<DELIMITER>', {{ n + 1 }})
{%- endmacro %}


{#- A field that names an instance or a person: without the tags that some logs wrap it in, null
    where the page sent the name of the field instead of its value.
    Usage: {{ quickhelper_id(quickhelper_field(2)) }} as instance_id -#}
{% macro quickhelper_id(field) -%}
    case
        when {{ field }} not in ('undefined', '<i>helper_id</i>', '<i>instance_id</i>', 'helper_id', 'instance_id')
            then {{ trimmed(replaced(field, '</?i>', '')) }}
    end
{%- endmacro %}


{#- A field that is 0 or 1, as BOOLEAN. Usage: {{ quickhelper_flag(quickhelper_field(3)) }} -#}
{% macro quickhelper_flag(field) -%}
    case {{ field }} when '1' then true when '0' then false end
{%- endmacro %}


{#- True where a time lies in the days of the experiment (in the zone of the var `time_zone`, both ends
    included; a var that is null sets no bound). Usage: {{ in_quickhelper_dates('requested_at') }} -#}
{% macro in_quickhelper_dates(at) -%}
    (
        {{ local_day(at) }} >= cast('{{ var('quickhelper_first_date') or '0001-01-01' }}' as date)
        and {{ local_day(at) }} <= cast('{{ var('quickhelper_last_date') or '9999-12-31' }}' as date)
    )
{%- endmacro %}


{#- The words of a question as topic models take them: without HTML tags (kept where hardly
    anything else would be left), possessives, digits and punctuation; links set apart; lower case.
    Usage: {{ quickhelper_words('body') }} as body_words -#}
{% macro quickhelper_words(text) -%}
    {%- set untagged = replaced(text, '<[^>]*>', '') -%}
    {%- set kept = 'case when length(' ~ untagged ~ ') < 10 then ' ~ text ~ ' else ' ~ untagged ~ ' end' -%}
    {%- set letters = replaced(
        replaced("replace(" ~ kept ~ ", '''s', '')", '\\s+', ' '), "[^\\p{L}'' ]", ''
    ) -%}
    lower(replace({{ letters }}, 'http', 'http '))
{%- endmacro %}


{#- The pseudonym of an asker or a helper; `salt` must be in the from clause. Teaching assistants
    have negative ids there. Usage: {{ quickhelper_learner_id('named.user_id') }} -#}
{% macro quickhelper_learner_id(user_id) -%}
    {{ learner_id('salt.salt', 'quickhelper', 'user_id', user_id) }}
{%- endmacro %}
