{#- Addresses fit for everybody's eyes. User names, tokens and searches are in paths, query strings and
    fragments, so that an address is built from known routes and never from what else it holds. -#}


{#- An address as far as a known route of the platform leads; `-` stands for the rest of its path. Of an
    unknown address that is the host and the first segment (`https://h/a/ann?x=1` is `https://h/a/-`),
    of an unknown page without segments the host alone, for whatever people type is logged. Without
    query string and fragment; null where it begins with neither a host nor a path. Usage: {{ public_url('page') }} as url -#}
{% macro public_url(url) -%}
    {%- set host = '(?:https?://' ~ public_host_pattern() ~ ')?' -%}
    {%- set route -%}
        coalesce(
            trim(
                trailing '/?#'
                from {{ matched(url, '^' ~ host ~ '/(?:' ~ public_route_pattern() ~ ')(?:[/?#]|$)') }}
            ),
            case
                when {{ is_match(url, '^' ~ host ~ '/[^/?#]{1,100}/') }}
                    then {{ matched(
                        with_at_signs(url), '^(' ~ host ~ '/' ~ public_part_pattern() ~ ')/+[^/?#]', 1
                    ) }}
            end,
            {{ matched(url, '^(' ~ host ~ ')(?:[/?#]|$)', 1) }},
            case when {{ url }} like '/%' then '' end
        )
    {%- endset -%}
    {%- set shortened -%}
        route || case substr({{ matched(url, '^[^?#]+') }}, length(route) + 1)
            when '' then ''
            when '/' then '/'
            else '/-'
        end
    {%- endset -%}
    {{ let(route, 'route', shortened) }}
{%- endmacro %}


{#- The address of a request: its path at the host that it was sent to, which is left out where it is not a
    host's name. Usage: {{ request_address('host', 'raw_event_type') }} as address -#}
{% macro request_address(host, path) -%}
    coalesce('https://' || {{ matched(host, '^' ~ public_host_pattern() ~ '$') }}, '') || {{ path }}
{%- endmacro %}


{#- The name of an event that no seed knows, fit for everybody's eyes, whatever platform it is of: a path is
    cut as `public_url` cuts it, another text before its first slash. Null for what can be no name of an event:
    JSON and its words (`true`), sentences, numbers, and texts of more than 100 characters, for clients
    send anything there. Usage: {{ public_event_type('shape') }} as event_type -#}
{% macro public_event_type(name) -%}
    case
        when lower({{ name }}) in {{ words_of_no_value() }} then null
        when length({{ name }}) <= 100 and {{ is_match(name, '^' ~ public_word_pattern() ~ '$') }} then {{ name }}
        when {{ name }} like '/%' or {{ name }} like 'http%' then {{ public_url(name) }}
        else {{ matched('substr(' ~ name ~ ', 1, 101)', '^(' ~ public_word_pattern() ~ ')/', 1) }} || '/-'
    end
{%- endmacro %}


{#- The pattern of a word that a platform may use as a name: letters, digits and `_.:-`, first a letter or `_`.
    Who uses it asks for at most 100 characters beside it: DuckDB takes 60 ms, each time it plans a query, to
    prepare a pattern that counts letters of all languages. Usage: {{ is_match('name', '^' ~ public_word_pattern() ~ '$') }} -#}
{% macro public_word_pattern() -%}
    {{ return('[\\p{L}_][\\p{L}\\p{N}_.:-]*') }}
{%- endmacro %}


{#- The words that programs write where they have no value, as the right side of `in`. They are in small letters.
    Usage: lower(name) in {{ words_of_no_value() }} -#}
{% macro words_of_no_value() -%}
    ('true', 'false', 'null', 'none', 'nan', 'infinity', 'undefined')
{%- endmacro %}


{#- The pattern of a part of a path that is published: words and numbers, also as `%20` spells them. Who uses it
    asks for at most 100 characters beside it: a longer part may be a token. An at sign is that of an e-mail
    address, so that texts are to be read by `with_at_signs`.
    Usage: {{ matched(with_at_signs(url), '^/(' ~ public_part_pattern() ~ ')/', 1) }} -#}
{% macro public_part_pattern() -%}
    {{ return('[\\p{L}\\p{N}_.:%+~-]+') }}
{%- endmacro %}


{#- A text with its at signs as they are, however often they were percent-encoded.
    Usage: {{ with_at_signs('url') }} -#}
{% macro with_at_signs(text) -%}
    {{ replaced(text, '%(?:25)*40', '@') }}
{%- endmacro %}


{#- A text that a platform may use as a name; null where it is anything else, for example a sentence, JSON, a word
    for no value or more than 100 characters. Usage: {{ public_word('fields.mode') }} as mode -#}
{% macro public_word(text) -%}
    {%- set word = matched(text, '^\\s*(' ~ public_word_pattern() ~ ')\\s*$', 1) -%}
    case
        when length({{ text }}) <= 100 and lower({{ word }}) not in {{ words_of_no_value() }} then {{ word }}
    end
{%- endmacro %}


{#- The pattern of a host with or without a port: no user, no password.
    Usage: {{ matched('host', '^' ~ public_host_pattern() ~ '$') }} -#}
{% macro public_host_pattern() -%}
    {{ return('[\\p{L}0-9._-]+(?::[0-9]+)?') }}
{%- endmacro %}


{#- The pattern of the known routes of Open edX, without the first slash. What authors name (chapters, wiki
    pages, topics) is content and shown; what names a person, a token or a file is not part of a route.
    Usage: {{ matched('path', '^/' ~ public_route_pattern()) }} -#}
{% macro public_route_pattern() -%}
    {%- set part = '[^/?#]+' -%}
    {%- set block = '(?:[a-z]+-)*block-v1(?::|%3[Aa])' ~ part -%}
    {%- set old_block = 'i4x:/{1,2}' ~ part ~ '/' ~ part ~ '/' ~ part ~ '/' ~ part -%}
    {%- set any_block = '(?:' ~ old_block ~ '|' ~ part ~ ')' -%}
    {%- set marked_course = '(?:course|ccx)-v1(?::|%3[Aa])' ~ part -%}
    {%- set course = '(?:' ~ marked_course ~ '|[^/:?#]+/[^/:?#]+/[^/:?#]+)' -%}
    {%- set pages_alone = [
        'about', 'account', 'accounts', 'admin', 'blog', 'certificates', 'change_email_settings',
        'change_enrollment', 'clone_item', 'contact', 'container', 'course', 'course_modes', 'courses',
        'create_account', 'dashboard', 'discussions', 'donate', 'event', 'faq', 'favicon.ico',
        'heartbeat', 'help', 'home', 'i18n.js', 'jobs', 'learning', 'library', 'login', 'login_ajax',
        'login_refresh', 'logout', 'notifications', 'orders', 'organizations', 'press', 'privacy',
        'programs', 'profile', 'register', 'robots.txt', 'save_item', 'search', 'signin', 'signup',
        'sitemap.xml', 'support', 'tos', 'u', 'wiki', 'xblock',
    ] -%}
    {%- set sections_of_course = [
        'about', 'bookmarks', 'bulk_email', 'certificate', 'certificates', 'cohorts', 'combined_notifications',
        'course', 'course_wiki', 'courseware', 'dates', 'discussion', 'edxnotes', 'enroll_staff', 'files',
        'generate_user_cert', 'grade_summary', 'gradebook', 'grades', 'home', 'info', 'instructor',
        'instructor_dashboard', 'instructor_task_status', 'legacy_instructor_dash', 'live',
        'lti_rest_endpoints', 'masquerade', 'news', 'notes', 'open_ended_notifications',
        'open_ended_problems', 'outline', 'peer_grading', 'proctoring', 'progress', 'reset_deadlines',
        'search', 'staff_grading', 'static', 'submission_history', 'survey', 'syllabus', 'teams',
        'textbooks', 'tools', 'verify_student', 'wiki', 'xblock', 'xqueue',
    ] -%}
    {%- set thread_acts = 'reply|upvote|downvote|unvote|update|delete|endorse|pin|unpin|openclose|'
        ~ 'flagAbuse|unFlagAbuse|follow|unfollow' -%}
    {%- set pages_of_course = [
        'courseware(?:/' ~ part ~ '){0,4}',
        'jump_to(?:_id)?/' ~ any_block,
        '(?:course_)?wiki(?:/' ~ part ~ ')*',
        '(?:book|pdfbook|htmlbook)(?:/' ~ part ~ '){0,4}',
        'static_tab/' ~ part,
        'xblock/' ~ any_block ~ '(?:/handler(?:_noauth)?(?:/xmodule_handler)?/[A-Za-z_]+)?',
        'modx/' ~ any_block ~ '(?:/[A-Za-z_]+)?',
        'discussion/forum/users',
        'discussion(?:/forum)?/' ~ part ~ '/(?:threads/[0-9A-Za-z-]+|inline)',
        'discussion/(?:threads|comments)/[0-9A-Za-z-]+/(?:' ~ thread_acts ~ ')',
        'discussion/(?:threads|comments)/[0-9a-f]+',
        'discussion/forum(?:/search)?',
        block ~ '(?:/' ~ block ~ ')?',
        sections_of_course | join('|'),
    ] -%}
    {%- set pages_of_site = [
        '(?:learning/)?courses?/' ~ course ~ '(?:/(?:' ~ pages_of_course | join('|') ~ '))?',
        'discussions/' ~ marked_course ~ '(?:/(?:posts|topics|category)/[0-9A-Za-z-]+)?',
        '[a-z_]+(?:/(?:outline|container|details|advanced|grading))?/'
            ~ '(?:' ~ block ~ '|' ~ marked_course ~ ')',
        'xblock/' ~ any_block,
        'account/(?:settings|password|finish_auth)', 'accounts/login', 'oauth2/access_token',
        'user_api/v[0-9]+/(?:account(?:/login_session)?|accounts|preferences)',
        'api/[a-z_]+/v[0-9.]+/(?:accounts|assertions|blocks|bookmarks|certificates|courses|'
            ~ 'course_info|enrollment|enrollments|preferences|team_membership|teams|threads|comments|users)',
        'api/[a-z_]+(?:/v[0-9.]+)?',
        'wiki(?:/' ~ part ~ ')*',
        pages_alone | join('|') | replace('.', '[.]'),
    ] -%}
    {{ return(pages_of_site | join('|')) }}
{%- endmacro %}
