{{ config(schema='private') }}

{%- set columns = [
    'user_name', 'user_email', 'user_gender', 'user_birthdate', 'user_country', 'user_ip',
    'user_timezone_offset', 'user_final_grade', 'user_join_timestamp', 'user_os', 'user_agent',
    'user_screen_resolution', 'user_type_id', 'user_last_submission_id', 'user_dropout_week'
] %}
{%- set referring = {
    'observed_events': 'user_id', 'submissions': 'user_id', 'collaborations': 'user_id',
    'feedbacks': 'user_id', 'assessments': 'assessment_grader_id',
} %}

with
foreign_rows as (
    select
        course_id,
        table_name,
        row_key,
        {{ json_fields('fields', columns + referring.values() | unique | list) }} as fields
    from {{ ref('int_foreign_rows') }}
),

-- A person who is only referred to is a user too; all names of the automatic grader are one user.
keys as (
    {%- for table, column in referring.items() %}
        select
            course_id,
            {{ trimmed('fields.' ~ column) }} as user_key
        from foreign_rows
        where table_name = '{{ table }}' and {{ trimmed('fields.' ~ column) }} is not null
        union
    {%- endfor %}
    select
        course_id,
        row_key as user_key
    from foreign_rows
    where table_name in ('users', 'user_pii')
),

salt as (
    select * from {{ ref('stg_pseudonym_salt') }}
),

people as (
    select
        keys.course_id,
        {{ foreign_user_id('keys.user_key', 'keys.course_id') }} as user_id,
        max(keys.user_key) as user_key
    from keys
    cross join salt
    group by all
),

-- Which columns a table of resources has shows whether we wrote it, and so what its numbers mean.
origins as (
    select
        course_id,
        coalesce(absent_columns, '') not like '%resource_estimated_week%' as is_ours
    from {{ ref('stg_moocdb__row_counts') }}
    where table_name = 'resources'
),

genders as (
    select * from {{ ref('edx_genders') }}
),

user_types as (
    select * from {{ ref('int_foreign_types') }}
    where kind = 'user_type'
),

software as (
    select * from {{ ref('int_foreign_software') }}
),

submissions as (
    select * from {{ ref('int_foreign_submissions') }}
),

named as (
    select
        people.course_id,
        people.user_id,
        people.user_key,
        users.row_key is not null as is_listed,
        coalesce(origins.is_ours, false) as is_ours,
        {%- for column in columns %}
            {{ trimmed('users.fields.' ~ column) }} as {{ column }},
        {%- endfor %}
        {%- for column in columns[:7] %}
            coalesce({{ trimmed('pii.fields.' ~ column) }}, {{ trimmed('users.fields.' ~ column) }})
                as pii_{{ column }},
        {%- endfor %}
        {{ foreign_time('coalesce(pii.fields.user_birthdate, users.fields.user_birthdate)') }}
            as born_at
    from people
    left join foreign_rows as users
        on
            people.course_id = users.course_id
            and people.user_key = users.row_key
            and users.table_name = 'users'
    left join foreign_rows as pii
        on
            people.course_id = pii.course_id
            and people.user_key = pii.row_key
            and pii.table_name = 'user_pii'
    left join origins
        on people.course_id = origins.course_id
)

select
    named.course_id,
    named.user_key as foreign_key,
    named.is_listed,
    named.user_id,
    named.pii_user_name as user_name,
    named.pii_user_email as user_email,
    named.pii_user_gender as gender_text,
    cast(
        case
            when named.is_ours then {{ safe_bigint('named.user_gender', 'place') }}
            else genders.iso_5218
        end as smallint
    ) as user_gender,
    cast(named.born_at as date) as user_birthdate,
    upper({{ matched('named.pii_user_country', '^[A-Za-z]{2,3}$') }}) as user_country,
    coalesce({{ safe_id('named.pii_user_ip') }}, {{ ipv4_number('named.pii_user_ip') }}) as user_ip,
    {{ safe_bigint('named.pii_user_timezone_offset') }} as user_timezone_offset,
    {{ safe_double('named.user_final_grade', 'points') }} as user_final_grade,
    {{ foreign_time('named.user_join_timestamp') }} as user_join_timestamp,
    os.software_id as user_os,
    agent.software_id as user_agent,
    {{ matched('named.user_screen_resolution', '^[0-9]{1,6} ?x ?[0-9]{1,6}$') }}
        as user_screen_resolution,
    user_types.type_id as user_type_id,
    submissions.submission_id as user_last_submission_id,
    {{ safe_bigint('named.user_dropout_week') }} as user_dropout_week,
    {{ count_unused([
        ('named.user_type_id', 'user_types.type_id'),
        ('named.user_os', 'os.software_id'),
        ('named.user_agent', 'agent.software_id'),
        ('named.user_last_submission_id', 'submissions.submission_id'),
        ('named.pii_user_birthdate', 'named.born_at'),
    ]) }} as n_unused_values
from named
left join genders
    on lower(left(named.pii_user_gender, 1)) = genders.gender
left join user_types
    on named.course_id = user_types.course_id and named.user_type_id = user_types.foreign_key
left join software as os
    on named.course_id = os.course_id and named.user_os = os.foreign_key and os.kind = 'os'
left join software as agent
    on
        named.course_id = agent.course_id
        and named.user_agent = agent.foreign_key
        and agent.kind = 'agent'
left join submissions
    on
        named.course_id = submissions.course_id
        and named.user_last_submission_id = submissions.foreign_key
