with
policies as (
    select * from {{ ref('stg_edx_package__grading_policies') }}
),

listed as (
    select
        course_id,
        {{ each_json_item('assignment_types') }} as assignment_type
    from policies
),

parsed as (
    select
        course_id,
        {{ json_fields(well_formed('assignment_type'), [
            'type', 'short_label', 'weight', 'drop_count',
        ]) }} as fields
    from listed
)

select
    course_id,
    {{ trimmed('fields.type') }} as assignment_type,
    {{ trimmed('fields.short_label') }} as short_label,
    {{ safe_double('fields.weight', 'share') }} as weight,
    {{ safe_bigint('fields.drop_count', 'count') }} as n_dropped
from parsed
where {{ trimmed('fields.type') }} is not null
qualify
    row_number() over (
        partition by course_id, {{ trimmed('fields.type') }}
        order by {{ safe_double('fields.weight', 'share') }} desc nulls last, fields.short_label
    ) = 1
