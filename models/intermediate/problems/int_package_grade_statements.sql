{%- set package = {
    'course_grades': {
        'scope': "'course'", 'says': "'points'", 'letter': 'letter',
        'percent': 'case when percent <= 2 then percent end',
    },
    'course_grades ': {
        'scope': "'course'", 'says': "'standing'", 'passed': 'letter is not null',
        'where': 'letter is not null or passed_at is not null',
    },
    'subsection_grades': {'scope': "'subsection'", 'says': "'points'", 'is_block': true},
    'student_modules': {
        'scope': "'problem'", 'says': "'points'", 'is_block': true,
        'rank': 3, 'at': 'cast(null as timestamp)',
        'where': 'earned is not null and possible is not null',
    },
    'open_responses': {
        'scope': "'problem'", 'says': "'points'", 'is_block': true,
        'rank': 2, 'at': 'scored_at', 'where': 'earned is not null',
    },
    'certificates': {
        'scope': "'course'", 'says': "'points'", 'percent': 'percent', 'rank': 2,
        'where': 'percent <= 2',
    },
    'known_certificates': {
        'scope': "'course'", 'says': "'certificate'", 'is_certified': 'is_certified',
        'certified_at': 'case when is_certified then created_at end', 'mode': 'mode',
    },
} %}

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

{% for relation, values in package.items() -%}
    {%- if values.is_block -%}
        {%- do values.update({
            'block_id': 'block_id', 'earned': 'earned', 'possible': 'possible',
            'percent': edx_share_of_points('earned', 'possible'),
        }) -%}
    {%- endif -%}
    select
        learner_id,
        course_id,
        {{ values.scope }} as scope,
        {{ values.block_id or 'cast(null as string)' }} as block_id,
        {{ values.says }} as says,
        'package' as source,
        {{ values.rank or 1 }} as source_rank,
        {{ values.at or 'coalesce(modified_at, created_at)' }} as stated_at,
        cast(null as bigint) as line_no,
        cast(null as string) as event_id,
        {% for column, type in {
            'earned': 'double', 'possible': 'double', 'percent': 'double', 'letter': 'string',
            'passed': 'boolean', 'is_certified': 'boolean', 'certified_at': 'timestamp',
        }.items() -%}
            {{ values.get(column) or 'cast(null as ' ~ type ~ ')' }} as {{ column }},
        {% endfor -%}
        {{ values.mode or 'cast(null as string)' }} as mode
    from {{ relation }}
    {% if values.where %}where {{ values.where }}{% endif %}
    {% if not loop.last %}union all{% endif %}
{% endfor %}
