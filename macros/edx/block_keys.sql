{#- The first usage key (`block-v1:` or `i4x:`) in a text, or null; the escapes of old URLs
    (`;_` for `/`) are undone, and a backslash (of an escaped quote after it) ends the key.
    Usage: {{ edx_block_key('payload') }} as block_id -#}
{% macro edx_block_key(text) -%}
    {{ matched(
        "replace(" ~ text ~ ", ';_', '/')",
        '(?:ccx-)?block-v1:[^/+\\s\"?#]+[+][^/+\\s\"?#]+[+][^\\s\"/?#]+@[^\\\\\\s\"/?#&,]+'
        ~ '|i4x://[^/\\s\"]+/[^/\\s\"]+/[^/\\s\"]+/[^\\\\/\\s\"?#]+'
    ) }}
{%- endmacro %}


{#- The category of a block (`problem`, `video`, ...) that a key names, or null for a bare name. Keys
    come as `...+type@problem+block@x`, `i4x://Org/Course/problem/x` or (old pages) as html id
    `i4x-Org-Course-problem-x`. Usage: {{ edx_block_type('block_id') }} -#}
{% macro edx_block_type(key) -%}
    coalesce(
        {{ matched(key, '[+]type@([^+]+)[+]block@', 1) }},
        {{ matched(key, '^i4x://[^/]+/[^/]+/([^/]+)/', 1) }},
        {{ matched(key, edx_html_id_pattern(), 1) }}
    )
{%- endmacro %}


{#- The name of a block within its course and category; a bare name is itself.
    Usage: {{ edx_block_name('block_id') }} -#}
{% macro edx_block_name(key) -%}
    coalesce(
        {{ matched(key, '[+]block@(.+)$', 1) }},
        {{ matched(key, '^i4x://[^/]+/[^/]+/[^/]+/(.+)$', 1) }},
        {{ matched(key, edx_html_id_pattern(), 2) }},
        {{ key }}
    )
{%- endmacro %}


{#- The pattern of an html id of old pages: its category and name are the first and second group.
    Usage: {{ matched('id', edx_html_id_pattern(), 2) }} -#}
{% macro edx_html_id_pattern() -%}
    {{ return('^i4x-.+?-(problem|videoalpha|video|html|sequential|chapter|vertical|poll_question)-(.+)$') }}
{%- endmacro %}


{#- The usage key of a block of a course, in the way its course spells keys.
    Usage: {{ edx_usage_key('course_id', "'chapter'", 'chapter_name') }} as block_id -#}
{% macro edx_usage_key(course_id, block_type, block_name) -%}
    case
        when {{ course_id }} like 'course-v1:%'
            then
                'block-v1:' || substr({{ course_id }}, 11)
                || '+type@' || {{ block_type }} || '+block@' || {{ block_name }}
        when {{ course_id }} like 'ccx-v1:%'
            then
                'ccx-block-v1:' || substr({{ course_id }}, 8)
                || '+type@' || {{ block_type }} || '+block@' || {{ block_name }}
        else
            'i4x://' || split_part({{ course_id }}, '/', 1) || '/'
            || split_part({{ course_id }}, '/', 2) || '/' || {{ block_type }} || '/' || {{ block_name }}
    end
{%- endmacro %}


{#- The identity of a block within its course, however its key was spelled: category and name,
    the name as html ids spell it (they write `_` for a dot) and old categories by their later name.
    Where a course structure has two blocks of one node, the node is of one of them and
    `int_ambiguous_blocks` has the others. Usage: {{ edx_block_node('block_type', 'block_name') }} -#}
{% macro edx_block_node(block_type, block_name) -%}
    {{ edx_exact_node(block_type, edx_node_name(block_name)) }}
{%- endmacro %}


{#- The name of the block that is the course itself: `course`, or the run of an old key.
    Usage: {{ edx_course_block_name('course_id') }} as block_name -#}
{% macro edx_course_block_name(course_id) -%}
    case
        when {{ course_id }} like '%-v1:%' then 'course'
        else nullif(split_part({{ course_id }}, '/', 3), '')
    end
{%- endmacro %}


{#- The node of the course itself, the root of its content.
    Usage: {{ edx_course_node('course_id') }} as root_node -#}
{% macro edx_course_node(course_id) -%}
    {{ edx_block_node("'course'", edx_course_block_name(course_id)) }}
{%- endmacro %}


{#- Category and name of a block, old categories by their later name and the name as it is spelled,
    but for a slash, which parts a panel from its subsection: the node of a block in
    `int_ambiguous_blocks`. Usage: {{ edx_exact_node('block_type', 'block_name') }} -#}
{% macro edx_exact_node(block_type, block_name) -%}
    case {{ block_type }}
        when 'videoalpha' then 'video'
        when 'videosequence' then 'sequential'
        when 'problemset' then 'sequential'
        else {{ block_type }}
    end || '/' || replace({{ block_name }}, '/', ':')
{%- endmacro %}


{#- A block's name as html ids spell it. Usage: {{ edx_node_name('chapter_name') }} -#}
{% macro edx_node_name(block_name) -%}
    {{ replaced(block_name, '[^A-Za-z0-9_-]', '_') }}
{%- endmacro %}


{#- The type of block that events of a family are about, which keys without a type leave out; null for other
    families. Usage: {{ edx_family_block_type('event_family') }} as family_type -#}
{% macro edx_family_block_type(event_family) -%}
    case {{ event_family }}
        when 'video' then 'video' when 'problem' then 'problem' when 'rescore' then 'problem'
    end
{%- endmacro %}


{#- The key of the problem that a problem event is about. Needs the columns block_id and problem_id.
    Usage: {{ edx_problem_key() }} as problem_key -#}
{% macro edx_problem_key() -%}
    coalesce(block_id, problem_id)
{%- endmacro %}
