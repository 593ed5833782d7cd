{{ config(materialized='table') }}

with
people as (
    select * from {{ ref('stg_edx_package__people') }}
),

course_keys as (
    select * from {{ ref('stg_edx_package__course_keys') }}
),

named as (
    select
        user_id,
        course_id,
        'anonymous_user_id' as id_kind,
        anonymous_user_id as id
    from {{ source('raw_edx', 'student_anonymoususerid') }}
    union all
    select
        id as user_id,
        cast(null as string) as course_id,
        'hash_id' as id_kind,
        hash_id as id
    from {{ source('raw_edx', 'user_id_map') }}
)

select distinct
    people.user_id,
    people.learner_id,
    course_keys.course_id,
    named.id_kind,
    {{ trimmed('named.id') }} as id
from named
inner join people
    on {{ edx_user_id('named.user_id') }} = people.user_id
left join course_keys
    on lower({{ edx_course_key('named.course_id') }}) = course_keys.folded_key
where {{ trimmed('named.id') }} is not null
