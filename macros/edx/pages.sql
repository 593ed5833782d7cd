{#- The page of a course that a URL opens, so that every address of it reads alike: the usage key of
    a unit (`block-v1:...`), `courseware/<chapter>/<sequential>` without the position, or the rest of
    the path after the course key (`progress`, `wiki/Start`); `course` for the course's front page.
    Null where the URL opens no page of a course. Usage: {{ edx_page('url') }} as page -#}
{% macro edx_page(url) -%}
    coalesce(
        {{ matched(url, '/(courseware/[^/]+/[^/?#]+)', 1) }},
        {{ matched(url, '((?:ccx-)?block-v1:[^/?#]+)/?$', 1) }},
        {{ matched(url, '/courses?/(?:' ~ edx_new_course_key_pattern() ~ '|'
            ~ edx_old_course_key_pattern() ~ ')/([^?#]*[^/?#])', 1) }},
        case when {{ edx_course_key_in_url(url) }} is not null then 'course' end
    )
{%- endmacro %}


{#- The position (tab, from 1) that a courseware URL names, or null.
    Usage: {{ edx_page_position('url') }} as position -#}
{% macro edx_page_position(url) -%}
    {{ safe_bigint(matched(url, '/courseware/[^/]+/[^/]+/([0-9]+)', 1), 'place') }}
{%- endmacro %}
