{#- Statements of each table. A course grade states points and, apart from them, a standing. -#}
{%- set block = {
    'block_id': 'block_id', 'earned': 'earned', 'possible': 'possible',
    'percent': edx_share_of_points('earned', 'possible'),
} %}
{%- set statements = [
    dict(
        table='course_grades', scope='course', says='points', rank=1, letter='letter',
        percent='case when percent <= 2 then percent end'
    ),
    dict(
        table='course_grades', scope='course', says='standing', rank=1,
        passed='letter is not null', condition='letter is not null or passed_at is not null'
    ),
    dict(block, table='subsection_grades', scope='subsection', says='points', rank=1),
    dict(
        block, table='student_modules', scope='problem', says='points', rank=3,
        stated_at='cast(null as timestamp)',
        condition='earned is not null and possible is not null'
    ),
    dict(
        block, table='open_responses', scope='problem', says='points', rank=2,
        stated_at='scored_at', condition='earned is not null'
    ),
    dict(
        table='certificates', scope='course', says='points', rank=2, percent='percent',
        condition='percent <= 2'
    ),
    dict(
        table='known_certificates', scope='course', says='certificate', rank=1,
        is_certified='is_certified', mode='mode',
        certified_at='case when is_certified then created_at end'
    ),
] %}

with
course_grades as (
    select * from {{ ref('stg_edx_package__course_grades') }}
),

subsection_grades as (
    select * from {{ ref('stg_edx_package__subsection_grades') }}
),

student_modules as (
    select * from {{ ref('stg_edx_package__student_modules') }}
),

open_responses as (
    select * from {{ ref('stg_edx_package__open_responses') }}
),

certificates as (
    select * from {{ ref('stg_edx_package__certificates') }}
),

certificate_statuses as (
    select * from {{ ref('edx_certificate_statuses') }}
),

known_certificates as (
    select
        certificates.*,
        certificate_statuses.is_certified
    from certificates
    inner join certificate_statuses
        on certificates.status = certificate_statuses.status
)

{% for one in statements -%}
    select
        learner_id,
        course_id,
        '{{ one.scope }}' as scope,
        {{ one.block_id or 'cast(null as string)' }} as block_id,
        '{{ one.says }}' as says,
        'package' as source,
        {{ one.rank }} as source_rank,
        {{ one.stated_at or 'coalesce(modified_at, created_at)' }} as stated_at,
        cast(null as bigint) as line_no,
        cast(null as string) as event_id,
        {% for column, type in {
            'earned': 'double', 'possible': 'double', 'percent': 'double', 'letter': 'string',
            'passed': 'boolean', 'is_certified': 'boolean', 'certified_at': 'timestamp',
            'mode': 'string',
        }.items() -%}
            {%- set value = one.get(column) or 'cast(null as ' ~ type ~ ')' %}
            {{ value }} as {{ column }}{% if not loop.last %},{% endif %}
        {% endfor -%}
    from {{ one.table }}
    {% if one.condition %}where {{ one.condition }}{% endif %}
    {% if not loop.last %}union all{% endif %}
{% endfor %}
