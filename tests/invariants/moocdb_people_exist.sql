-- Every user in a MOOCdb table has a row in users, in that course; the grader of a grade may be
-- unknown.
with
referred as (
    {%- for table, column in [
        ('observed_events', 'user_id'), ('submissions', 'user_id'), ('collaborations', 'user_id'),
        ('feedbacks', 'user_id'), ('assessments', 'assessment_grader_id'),
    ] %}
        select distinct
            '{{ table }}' as table_name,
            {{ column }},
            course_id
        from {{ ref(table) }}
        {% if not loop.last %}union all{% endif %}
    {%- endfor %}
)

select referred.*
from referred
left join {{ ref('users') }} as users
    on
        referred.user_id = users.user_id
        and referred.course_id is not distinct from users.course_id
where referred.user_id is not null and users.user_id is null
