with
loads as (
    select
        load_id,
        cast(finished_at as date) as landed_date
    from {{ ref('stg_loads') }}
),

events as (
    select * from {{ ref('stg_edx__settings_events') }}
),

settings as (
    select * from {{ ref('edx_profile_settings') }}
),

changes as (
    select
        events.*,
        settings.field,
        loads.landed_date
    from events
    inner join settings
        on events.setting = settings.setting
    left join loads
        on events.load_id = loads.load_id
),

-- A list of languages, each an object with its code.
languages as (
    select
        event_id,
        {{ each_json_item('new_value') }} as language
    from changes
    where field = 'language'
),

language_codes as (
    select
        event_id,
        {{ trimmed(json_fields(well_formed('language'), ['code']) ~ '.code') }} as code
    from languages
    where left(language, 1) = '{'
),

language_lists as (
    select
        event_id,
        {{ joined_texts('code', ',', 'code') }} as codes
    from language_codes
    where code is not null
    group by event_id
),

genders as (
    select * from {{ ref('edx_genders') }}
),

education_levels as (
    select * from {{ ref('edx_education_levels') }}
),

countries as (
    select * from {{ ref('countries') }}
)

select
    changes.event_id,
    changes.event_at,
    changes.line_no,
    changes.sender_learner_id,
    changes.subject_user_id,
    changes.field,
    case changes.field
        when 'gender' then genders.gender
        when 'education_code' then education_levels.education_code
        when 'country' then countries.country
        when 'language' then language_lists.codes
        when 'birth_year'
            then cast(
                {{ edx_birth_year('changes.new_value', 'changes.landed_date') }} as string
            )
        else changes.new_value
    end as value
from changes
left join language_lists
    on changes.event_id = language_lists.event_id
left join genders
    on lower(changes.new_value) = genders.gender
left join education_levels
    on lower(changes.new_value) = education_levels.education_code
left join countries
    on upper(changes.new_value) = countries.country
