with
reactions as (
    select * from {{ ref('int_help_reactions') }}
    where log = 'click' and fate = 'kept'
)

select
    'quickhelper' as platform,
    {{ event_surrogate_id(['instance_id', 'helper_learner_id', 'url']) }} as click_id,
    instance_id,
    helper_learner_id,
    helper_index,
    {{ public_url('url') }} as url,
    first_at as first_clicked_at,
    last_at as last_clicked_at,
    n_times as n_clicks
from reactions
