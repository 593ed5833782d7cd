with
points as (
    select * from {{ ref('int_package_points') }}
),

course_grades as (
    select * from {{ ref('stg_edx_package__course_grades') }}
    where letter is not null or passed_at is not null
),

certificates as (
    select * from {{ ref('stg_edx_package__certificates') }}
),

certificate_statuses as (
    select * from {{ ref('edx_certificate_statuses') }}
)

select
    learner_id,
    course_id,
    scope,
    block_id,
    'points' as statement_type,
    'package' as source,
    source_rank,
    stated_at,
    cast(null as bigint) as line_no,
    cast(null as string) as event_id,
    earned,
    possible,
    percent,
    letter,
    cast(null as boolean) as passed,
    cast(null as boolean) as is_certified,
    cast(null as timestamp) as certified_at,
    cast(null as string) as mode
from points
union all
select
    learner_id,
    course_id,
    'course' as scope,
    null as block_id,
    'standing' as statement_type,
    'package' as source,
    1 as source_rank,
    coalesce(modified_at, created_at) as stated_at,
    null as line_no,
    null as event_id,
    null as earned,
    null as possible,
    null as percent,
    null as letter,
    letter is not null as passed,
    null as is_certified,
    null as certified_at,
    null as mode
from course_grades
union all
select
    certificates.learner_id,
    certificates.course_id,
    'course' as scope,
    null as block_id,
    'certificate' as statement_type,
    'package' as source,
    1 as source_rank,
    coalesce(certificates.modified_at, certificates.created_at) as stated_at,
    null as line_no,
    null as event_id,
    null as earned,
    null as possible,
    null as percent,
    null as letter,
    null as passed,
    certificate_statuses.is_certified,
    case when certificate_statuses.is_certified then certificates.created_at end as certified_at,
    certificates.mode
from certificates
inner join certificate_statuses
    on certificates.status = certificate_statuses.status
