-- Votes received on the days that count are the votes given to learners then.
with
received as (
    select sum(upvotes_received + downvotes_received) as n
    from {{ ref('int_forum_days') }}
),

given as (
    select sum(change) as n
    from ({{ on_local_days(ref('int_forum_votes'), 'event_at', is_counted=true) }})
    where target_learner_id is not null and direction in ('up', 'down')
)

select
    received.n as n_received,
    given.n as n_given
from received
cross join given
where coalesce(received.n, 0) <> coalesce(given.n, 0)
