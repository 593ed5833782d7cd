{#- A URL whose course and block keys are readable: `%3A`, `%2B` and `%40` become `:`, `+` and `@`.
    Usage: {{ edx_readable_keys('url') }} as url -#}
{% macro edx_readable_keys(url) -%}
    case
        when position('%' in {{ url }}) = 0 then {{ url }}
        else {{ replaced(replaced(replaced(url, '%3[Aa]', ':'), '%2[Bb]', '+'), '%40', '@') }}
    end
{%- endmacro %}


{#- The page of a course that a URL opens, so that every address of it reads alike: the usage key of
    a unit or subsection (`block-v1:...`, the last key in the path: the learning app's pages name
    course, subsection and unit), `courseware/<chapter>/<sequential>` without the position, or the
    rest of the path after the course key (`progress`, `wiki/Start`); `course` for the course's front
    page. Null where the URL opens no page of a course. Usage: {{ edx_page('url') }} as page -#}
{% macro edx_page(url) -%}
    {%- set readable = edx_readable_keys(url) -%}
    coalesce(
        {{ matched(readable, '/(courseware/[^/]+/[^/?#]+)', 1) }},
        {{ matched(readable, '((?:ccx-)?block-v1:[^/?#]+)(?:/(?:first|last))?/?$', 1) }},
        {{ matched(readable, '/courses?/(?:' ~ edx_new_course_key_pattern() ~ '|'
            ~ edx_old_course_key_pattern() ~ ')/([^?#]*[^/?#])', 1) }},
        case when {{ edx_course_key_in_url(url) }} is not null then 'course' end
    )
{%- endmacro %}


{#- The position (tab, from 1) that a courseware URL names, or null.
    Usage: {{ edx_page_position('url') }} as position -#}
{% macro edx_page_position(url) -%}
    {{ safe_bigint(matched(url, '/courseware/[^/]+/[^/]+/([0-9]+)', 1), 'place') }}
{%- endmacro %}


{#- The path of a course, or of one of its pages: `/courses/<course>/` and what follows it.
    Usage: {{ edx_course_path('course_id') }} || 'progress/' as url -#}
{% macro edx_course_path(course_id) -%}
    '/courses/' || {{ course_id }} || '/'
{%- endmacro %}


{#- The path that leads to a block from any place of its course.
    Usage: {{ edx_block_path('course_id', 'block_id') }} as url -#}
{% macro edx_block_path(course_id, block_id) -%}
    {{ moocdb.edx_course_path(course_id) }} || 'jump_to/' || {{ block_id }}
{%- endmacro %}
