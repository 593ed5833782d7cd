-- Every row of a MOOCdb that others made has one fate; a table here holds those that were used, and
-- users and problems beside them who are only referred to.
with
ledger as (
    select * from {{ ref('rpt_moocdb_ledger') }}
),

counts as (
    {%- for table in [
        'observed_events', 'submissions', 'assessments', 'collaborations', 'resources', 'users',
        'problems', 'surveys', 'questions', 'answers', 'feedbacks',
    ] %}
        select
            course_id,
            '{{ table }}' as table_name,
            count(*) as n_found
        from {{ ref(table) }}
        where platform = 'moocdb'
        group by course_id
        {{ 'union all' if not loop.last }}
    {%- endfor %}
)

select
    course_id,
    table_name,
    'rows in the ledger' as what
from ledger
where n_rows <> n_used + n_of_logged_course + n_unmatched + n_repeated + n_rejected
union all
select
    ledger.course_id,
    ledger.table_name,
    'rows in the table' as what
from ledger
left join counts
    on ledger.course_id = counts.course_id and ledger.table_name = counts.table_name
where
    ledger.table_name not in (
        'urls', 'resources_urls', 'os', 'agent', 'course_metadata', 'user_pii',
        'collaboration_content', 'user_types', 'observed_event_types', 'resource_types',
        'problem_types', 'collaboration_types'
    )
    and (
        coalesce(counts.n_found, 0) < ledger.n_used
        or (
            ledger.table_name not in ('users', 'problems')
            and coalesce(counts.n_found, 0) <> ledger.n_used
        )
    )
