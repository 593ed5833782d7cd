{#- The id by which the tables of a session name a person, `session_user_id` or (in the older format)
    `anon_user_id`, without white space at its ends; null if both are empty. The one home of this rule.
    Usage: {{ coursera_session_user_id() }} as person_id, or with the name of a table before its columns -#}
{% macro coursera_session_user_id(table='') -%}
    {%- set dot = table ~ '.' if table else '' -%}
    coalesce({{ trimmed(dot ~ 'session_user_id') }}, {{ trimmed(dot ~ 'anon_user_id') }})
{%- endmacro %}


{#- The id by which the tables of the forum name a person: `forum_user_id`, or else the number.
    Usage: {{ coursera_forum_person_id() }} as person_id -#}
{% macro coursera_forum_person_id(table='') -%}
    {%- set dot = table ~ '.' if table else '' -%}
    coalesce({{ trimmed(dot ~ 'forum_user_id') }}, cast({{ dot }}user_id as string))
{%- endmacro %}


{#- The column of `hash_mapping` that explains that id. Usage: {{ coursera_forum_id_kind() }} as id_kind -#}
{% macro coursera_forum_id_kind(table='') -%}
    {%- set dot = table ~ '.' if table else '' -%}
    case when {{ trimmed(dot ~ 'forum_user_id') }} is null then 'user_id' else 'forum_user_id' end
{%- endmacro %}


{#- The key of the rows of a raw table of a course, as text; null for a row without an id. A vote
    has no id: the same person may vote for a post, take it back and vote again, so time is part of its
    key. Usage: 'wiki_revision/' || {{ coursera_row_key('wiki_revisions') }} as act_key -#}
{% macro coursera_row_key(table) -%}
    {%- set parts = {
        'users': [coursera_session_user_id()],
        'course_grades': [coursera_session_user_id()],
        'forum_reputation_record': [
            "coalesce(" ~ coursera_forum_person_id() ~ ", '')",
            "coalesce(" ~ trimmed('type') ~ ", '')",
            "coalesce(cast(pc_id as string), '')",
            "coalesce(cast(timestamp as string), '')",
            "coalesce(cast(direction as string), '')",
        ],
        'forum_reads': [
            'cast(forum_id as string)',
            'cast(user_id as string)',
            "coalesce(cast(thread_id as string), 'all')",
        ],
        'kvs_quiz': [trimmed('key')],
        'kvs_forum_readrecord': [trimmed('key')],
    }.get(table, ['cast(id as string)']) -%}
    {{ parts | join(" || '/' || ") }}
{%- endmacro %}


{#- The rows of a raw table that have a key, one for each: the first in the order given, which must not
    depend on the order of the rows. Usage: {{ coursera_rows('wiki_revisions', 'timestamp') }} -#}
{% macro coursera_rows(table, order_by) -%}
    select *
    from {{ source('raw_coursera', table) }}
    where {{ coursera_row_key(table) }} is not null
    qualify
        row_number() over (
            partition by course_id, {{ coursera_row_key(table) }}
            order by {{ order_by }} nulls last
        ) = 1
{%- endmacro %}

