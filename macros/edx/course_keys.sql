{#- The pattern of opaque course keys (`course-v1:`, `ccx-v1:`); library keys (`library-v1:`) are not
    courses. Usage: {{ matched('text', edx_new_course_key_pattern()) }} -#}
{% macro edx_new_course_key_pattern() -%}
    {%- set part = '[^/+?#&\\s\"]+' -%}
    {{ return(
        'course-v1:' ~ ([part] * 3) | join('[+]')
        ~ '|ccx-v1:' ~ ([part] * 3) | join('[+]') ~ '[+]ccx@[0-9]+'
    ) }}
{%- endmacro %}


{#- The pattern of legacy slash-separated keys. Any three path segments match it: use it only where a
    course key is certain. Usage: {{ matched('text', '^' ~ edx_old_course_key_pattern() ~ '$') }} -#}
{% macro edx_old_course_key_pattern() -%}
    {{ return((['[^/:+?#&\\s\"]+'] * 3) | join('/')) }}
{%- endmacro %}


{#- The course key that a text *is* (after trimming), or null: `course-v1:Org+Course+Run`,
    `ccx-v1:Org+Course+Run+ccx@N` or `Org/Course/Run`. A form that is sent without its plus signs encoded
    arrives with blanks for them, which no key holds.
    Usage: {{ edx_course_key('context.course_id') }} -#}
{% macro edx_course_key(text) -%}
    {{ matched(
        "replace(" ~ trimmed(url_decoded(text)) ~ ", ' ', '+')",
        '^(?:' ~ edx_new_course_key_pattern() ~ '|' ~ edx_old_course_key_pattern() ~ ')$'
    ) }}
{%- endmacro %}


{#- The course key inside a URL or a URL path, or null: after `/courses/`, Studio's `/course/` or the
    learning app's `/learning/course/`, percent-encoded or not.
    Usage: {{ edx_course_key_in_url('page') }} -#}
{% macro edx_course_key_in_url(url) -%}
    {%- set decoded = url_decoded(url) -%}
    coalesce(
        {{ matched(decoded, '/courses?/(' ~ edx_new_course_key_pattern() ~ ')', 1) }},
        {{ matched(decoded, '/courses/(' ~ edx_old_course_key_pattern() ~ ')', 1) }}
    )
{%- endmacro %}


{#- The course key that the first block key in a text implies, or null. Only keys of the
    `block-v1:` kind carry their run; keys of libraries (`lib-block-v1:`) and `i4x:` keys name no
    course. Usage: {{ edx_course_key_in_blocks('payload') }} -#}
{% macro edx_course_key_in_blocks(text) -%}
    {%- set part = '[^/+\\s\"]+' -%}
    coalesce(
        'course-v1:' || {{ matched(
            text, '(?:^|[^-a-z])block-v1:(' ~ ([part] * 3) | join('[+]') ~ ')[+]type@', 1
        ) }},
        'ccx-v1:' || {{ matched(
            text, 'ccx-block-v1:(' ~ ([part] * 3) | join('[+]') ~ '[+]ccx@[0-9]+)[+]type@', 1
        ) }}
    )
{%- endmacro %}


{#- The course of an event, by the first evidence that names one, in the order of how far each can
    be trusted: the context, the payload's own `course_id`, URLs, block keys. A CASE, not one coalesce: DuckDB would search all the other texts for every event
    although nearly every context names its course. Usage: {{ edx_course_id(
        'context_course_key', ['path', 'event_type', 'page', 'referer'], 'payload'
    ) }} as course_id -#}
{% macro edx_course_id(context_course_key, urls, payload) -%}
    case
        when {{ context_course_key }} is not null then {{ context_course_key }}
        else coalesce(
            {{ edx_course_key(matched(payload, '\"course_id\"\\s*:\\s*\"([^\"]+)\"', 1)) }},
            {%- for url in urls %}
            {{ edx_course_key_in_url(url) }},
            {{ edx_course_key_in_blocks(url_decoded(url)) }},
            {%- endfor %}
            {{ edx_course_key_in_blocks(payload) }}
        )
    end
{%- endmacro %}


{#- As a CTE: the rows of `relation`, which has the columns course_id and fields.course_id, with
    `named_course_id`: the course that the payload names, as `stg_edx__course_keys` spells it, else the
    event's. Usage: named as ({{ with_named_course('parsed') }}) -#}
{% macro with_named_course(relation) -%}
    {%- set named_key = edx_course_key(relation ~ '.fields.course_id') -%}
    select
        {{ relation }}.*,
        coalesce(course_keys.course_id, {{ named_key }}, {{ relation }}.course_id) as named_course_id
    from {{ relation }}
    left join {{ ref('stg_edx__course_keys') }} as course_keys
        on lower({{ named_key }}) = course_keys.folded_key
{%- endmacro %}


{#- A text in which an opaque course key, also within block keys, is written as the course is shown: logs
    may write one course in several letter cases. Needs the columns course_id and logged_course_id.
    Usage: {{ edx_respelled('page') }} as page -#}
{% macro edx_respelled(text) -%}
    case
        when logged_course_id <> course_id
            then replace(
                {{ text }}, split_part(logged_course_id, ':', 2), split_part(course_id, ':', 2)
            )
        else {{ text }}
    end
{%- endmacro %}


{#- The rest of a URL after the course key: `/courses/Org/Course/Run/wiki/a/` -> `wiki/a/`.
    Usage: {{ edx_path_in_course('url') }} -#}
{% macro edx_path_in_course(url) -%}
    {{ matched(
        url_decoded(url),
        '(?:/courses?/(?:' ~ edx_new_course_key_pattern() ~ ')'
        ~ '|/courses/(?:' ~ edx_old_course_key_pattern() ~ '))/(.*)$',
        1
    ) }}
{%- endmacro %}


{#- Organization, course and run of a course key in small letters, with slashes: the same for a key of
    either kind. Usage: on {{ edx_course_parts('a.course_id') }} = {{ edx_course_parts('b.course_id') }} -#}
{% macro edx_course_parts(course_id) -%}
    lower(replace(replace({{ course_id }}, 'course-v1:', ''), '+', '/'))
{%- endmacro %}
