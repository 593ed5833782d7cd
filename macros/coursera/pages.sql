{#- The address of a session's front page. Usage: {{ coursera_session_url('course_id') }} as url -#}
{% macro coursera_session_url(course_id) -%}
    'https://class.coursera.org/' || {{ course_id }} || '/'
{%- endmacro %}


{#- The path of a page within its session, from `/` on, without query and fragment; `/` where the address ends
    with the session. `https://class.coursera.org/ml-003/lecture/view?lecture_id=4` is `/lecture/view`.
    Usage: {{ coursera_path('page_url') }} as path -#}
{% macro coursera_path(url) -%}
    {%- set session = '^https?://class[.]coursera[.]org/[^/?#]+' -%}
    coalesce(
        {{ replaced(matched(url, session ~ '(/[^?#]*)', 1), '/+', '/') }},
        case when {{ is_match(url, session ~ '(?:[?#]|$)') }} then '/' end
    )
{%- endmacro %}


{#- The shape of such a path, as the seed `coursera_event_types` names it: its first two parts, a
    number as `{id}`, the name of a wiki page as `{page}`. Usage: {{ coursera_route('path') }} -#}
{% macro coursera_route(path) -%}
    case
        when {{ path }} in ('/', '/wiki/view', '/wiki/index') then {{ path }}
        when {{ path }} like '/wiki/%' then '/wiki/{page}'
        else
            {{ replaced(matched(path, '^/[^/]+(/[^/]+)?'), '/[0-9]+$', '/{id}') }}
    end
{%- endmacro %}


{#- The pattern of the address of a page under a path, up to a parameter of its own query: an address within it
    (`visiting=https://...?quiz_id=3`) and a fragment have parameters of other pages.
    Usage: {{ matched(url, coursera_query_pattern('lecture') ~ 'lecture_id=([0-9]+)', 1) }} -#}
{% macro coursera_query_pattern(path) -%}
    {{ return('^https?://[^/?#]+/[^/?#]+/+' ~ path ~ '(?:/[^?#]*)?[?](?:[^#]*?&)??') }}
{%- endmacro %}


{#- The value of one parameter of a page's query. Usage: {{ coursera_parameter('url', 'quiz_id') }} -#}
{% macro coursera_parameter(url, name) -%}
    {{ matched(url, '[?&]' ~ name ~ '=([^&#]+)', 1) }}
{%- endmacro %}


{#- The host of a page's address, without a user or a password; null where it is none.
    Usage: {{ coursera_host('page_url') }} as host -#}
{% macro coursera_host(url) -%}
    {{ matched(url, '^https?://(' ~ public_host_pattern() ~ ')(?:[/?#]|$)', 1) }}
{%- endmacro %}


{#- A page's address fit for everybody's eyes: the parts of its path as far as they are words and numbers, `-`
    for the rest, and of the query only what says which page it is. Logins carry e-mail addresses there,
    searches what people typed. Null where it begins with no host.
    Usage: {{ coursera_public_url('page_url') }} as url -#}
{% macro coursera_public_url(url) -%}
    {%- set parts = '(?:/+' ~ public_part_pattern() ~ ')*' -%}
    {%- set short_parts = replaced(
        url, '^(https?://[^/?#]*(?:/+[^/?#]{1,100})*/+)[^/?#]{101}[\\s\\S]*', '\\1'
    ) -%}
    {%- set route = matched(
        with_at_signs(short_parts), '^(https?://' ~ public_host_pattern() ~ parts ~ ')(?:[/?#]|$)', 1
    ) -%}
    {%- set rest = "substr(" ~ matched(url, '^[^?#]+') ~ ", length(route) + 1)" -%}
    {{ let(route, 'route', 'route || ' ~ let(rest, 'rest', "if(rest in ('', '/'), rest, '/-')")) }}
    || coalesce(
        {%- for path, names in {
            'lecture': 'lecture', 'quiz': 'quiz|submission', 'assignment': 'assignment|submission',
            'forum': 'thread|forum|post',
        }.items() %}
            '?' || {{ matched(
                url, coursera_query_pattern(path) ~ '((?:' ~ names ~ ')_id=[0-9]+)', 1
            ) }},
        {%- endfor %}
        '?page=' || case
            when {{ url }} like '%/wiki/view?%'
                then {{ coursera_public_wiki_name(coursera_parameter(url, 'page')) }}
        end,
        ''
    )
{%- endmacro %}


{#- The item that a page is about, named as the course's own tables number it: `lecture/4`, `quiz/12`,
    `assignment/3`, `forum/7`, `thread/95`; null for wiki pages, which are named, for lists and others.
    Usage: {{ coursera_block_id('page_url') }} as block_id -#}
{% macro coursera_block_id(url) -%}
    {%- set number = '0*([0-9]{1,18})(?:[^0-9]|$)' -%}
    coalesce(
        {%- for kind, path in {
            'lecture': 'lecture', 'quiz': 'quiz', 'assignment': 'assignment', 'thread': 'forum',
            'forum': 'forum',
        }.items() %}
            '{{ kind }}/'
            || {{ matched(url, coursera_query_pattern(path) ~ kind ~ '_id=' ~ number, 1) }},
        {%- endfor %}
        'lecture/' || {{ matched(url, '^https?://[^/?#]+/[^/?#]+/+lecture/+' ~ number, 1) }},
        'lecture/'
        || {{ matched(url, coursera_query_pattern('lecture/+subtitles') ~ 'q=' ~ number, 1) }}
    )
{%- endmacro %}


{#- The name of the wiki page that an address opens, its percent-encoding undone; null for other pages and for
    the list of pages. Usage: {{ coursera_wiki_page('page_url', 'path') }} as wiki_page -#}
{% macro coursera_wiki_page(url, path) -%}
    case
        when {{ path }} in ('/wiki/view', '/wiki/view/')
            then {{ url_decoded("replace(" ~ coursera_parameter(url, 'page') ~ ", '+', ' ')") }}
        when {{ path }} <> '/wiki/index' then {{ url_decoded(matched(path, '^/wiki/([^/]+)', 1)) }}
    end
{%- endmacro %}


{#- The name of a wiki page that no export lists, if it is made of words and numbers, as addresses write it; null
    for what may be an address of a person. Usage: {{ coursera_public_wiki_name('wiki_page') }} -#}
{% macro coursera_public_wiki_name(name) -%}
    case
        when length({{ name }}) <= 100
            then {{ matched(
                with_at_signs("replace(replace(" ~ name ~ ", ' ', '%20'), '/', '%2F')"),
                '^' ~ public_part_pattern() ~ '$'
            ) }}
    end
{%- endmacro %}


{#- Where an event of `events` shows its learner to be: at an item of the course (`lecture/4`), or at
    another page (`forum/index`). Null for a download, which leads nowhere, for logins, and for what an
    export shows it, which may have been done anywhere. Usage: {{ coursera_visited_page('events') }} -#}
{% macro coursera_visited_page(events) -%}
    case
        when
            {{ events }}.event_source = 'browser'
            and {{ events }}.event_family in ('page', 'video')
            and {{ events }}.event_type not in ('lecture_download', 'lecture_subtitles')
            then coalesce(
                {{ events }}.block_id,
                {{ matched(events ~ '.url', '//[^/]+/[^/]+/([^?#]*[^/?#])', 1) }},
                'course'
            )
    end
{%- endmacro %}
