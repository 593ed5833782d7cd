{{ config(schema='private') }}

{%- set profile_fields = [
    'full_name', 'gender', 'birth_year', 'education_code', 'country', 'language', 'city', 'goals',
] -%}
{%- set registration_fields = [
    'full_name', 'email', 'gender', 'birth_year', 'education_code', 'country', 'goals',
] %}

with
people as (
    select * from {{ ref('stg_edx_package__people') }}
),

accounts as (
    select * from {{ ref('stg_edx_package__accounts') }}
),

profiles as (
    select * from {{ ref('stg_edx_package__profiles') }}
),

settings_changes as (
    select * from {{ ref('stg_edx__settings_changes') }}
),

event_subjects as (
    select * from {{ ref('int_edx_event_subjects') }}
),

registrations as (
    select * from {{ ref('int_edx_registrations') }}
),

package_values as (
    {%- for field in profile_fields %}
        select
            user_id,
            1 as precedence,
            '{{ field }}' as field,
            cast({{ field }} as string) as value
        from profiles
        union all
    {%- endfor %}
    {%- for field in ['full_name', 'email'] %}
        select
            user_id,
            2 as precedence,
            '{{ field }}' as field,
            {{ field }} as value
        from accounts
        {{ 'union all' if not loop.last }}
    {%- endfor %}
),

subject_changes as (
    select
        settings_changes.*,
        case
            when settings_changes.subject_user_id is null then settings_changes.sender_learner_id
            else event_subjects.learner_id
        end as learner_id
    from settings_changes
    left join event_subjects
        on settings_changes.subject_user_id = event_subjects.user_id
),

latest_changes as (
    select *
    from subject_changes
    where learner_id is not null
    qualify row_number() over (
        partition by learner_id, field order by event_at desc, line_no desc, event_id desc
    ) = 1
),

-- A cleared setting takes precedence over the form of registration: the value is unknown.
known_values as (
    select
        people.learner_id,
        'package' as source,
        package_values.precedence,
        package_values.field,
        package_values.value
    from package_values
    inner join people
        on package_values.user_id = people.user_id
    where package_values.value is not null
    union all
    select
        learner_id,
        'settings' as source,
        3 as precedence,
        field,
        value
    from latest_changes
    {%- for field in registration_fields %}
        union all
        select
            learner_id,
            'registration' as source,
            4 as precedence,
            '{{ field }}' as field,
            cast({{ field }} as string) as value
        from registrations
        where {{ field }} is not null
    {%- endfor %}
),

ranked as (
    select
        *,
        row_number() over (partition by learner_id, field order by precedence) as rank_of_source
    from known_values
)

select
    learner_id,
    field,
    value,
    source
from ranked
where rank_of_source = 1 and value is not null
