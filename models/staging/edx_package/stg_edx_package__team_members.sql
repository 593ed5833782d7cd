with
teams as (
    {{ edx_package_rows('teams_courseteam') }}
),

memberships as (
    {{ edx_package_rows('teams_courseteammembership') }}
)

select
    teams.course_id,
    memberships.learner_id,
    memberships.user_id,
    coalesce(teams.team_id, teams.id) as team_id,
    teams.name as team_name,
    teams.topic_id,
    memberships.date_joined as joined_at,
    memberships.last_activity_at
from memberships
inner join teams
    on memberships.team_id = teams.id
