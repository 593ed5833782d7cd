{{ config(enabled=var('with_coursera'), schema='private', materialized='table') }}

with
hash_mapping as (
    select
        *,
        {{ coursera_session_user_id() }} as session_key
    from {{ source('raw_coursera', 'hash_mapping') }}
),

salt as (
    select * from {{ ref('stg_pseudonym_salt') }}
),

ids as (
    {% for id_kind, id in [
        ('session_user_id', 'session_key'),
        ('eventing_user_id', 'eventing_user_id'),
        ('public_user_id', 'public_user_id'),
        ('forum_user_id', 'forum_user_id'),
        ('user_id', 'cast(user_id as string)'),
    ] -%}
        select
            course_id,
            '{{ id_kind }}' as id_kind,
            {{ trimmed(id) }} as id,
            session_key
        from hash_mapping
        {% if not loop.last %}union all{% endif %}
    {% endfor %}
),

-- Ambiguous ids, which name two people, are dropped.
unambiguous as (
    select
        course_id,
        id_kind,
        id,
        min(session_key) as session_key
    from ids
    where id is not null and session_key is not null
    group by course_id, id_kind, id
    having count(distinct session_key) = 1
)

select
    unambiguous.course_id,
    unambiguous.id_kind,
    unambiguous.id,
    {{ learner_id('salt.salt', 'coursera', 'session_user_id', 'unambiguous.session_key') }}
        as learner_id
from unambiguous
cross join salt
