with
identities as (
    select * from {{ ref('int_learner_identities') }}
),

askers as (
    select distinct learner_id from {{ ref('int_help_instances') }}
)

-- The experiment ran beside edX, and its user ids are edX's; other platforms count their own.
select
    askers.learner_id,
    course_identities.learner_id as course_learner_id
from askers
inner join identities
    on askers.learner_id = identities.learner_id
inner join identities as course_identities
    on
        identities.platform_user_id = course_identities.platform_user_id
        and course_identities.platform = 'edx'
