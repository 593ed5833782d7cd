with
instances as (
    select * from {{ ref('int_help_instances') }}
    where coalesce(reason_set_aside, '') not in ('placeholder', 'repeated')
),

shown as (
    {%- for i in range(3) %}
        select
            instance_id,
            {{ i }} as helper_index,
            helper{{ i }}_learner_id as helper_learner_id
        from instances
        {%- if not loop.last %}
            union all
        {%- endif %}
    {%- endfor %}
)

select
    instance_id,
    helper_index,
    helper_learner_id
from shown
where helper_learner_id is not null
