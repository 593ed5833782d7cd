with
collaborations as (
    select * from {{ ref('int_feature_collaborations') }}
    where week_number >= 0
),

marked as (
    select
        *,
        coalesce(
            collaboration_type_name in ('forum_post', 'forum_answer', 'forum_comment'), false
        ) as is_post
    from collaborations
)

select
    platform,
    course_id,
    learner_id,
    week_number,
    count(case when is_post then 1 end) as number_of_forum_posts,
    count(case when collaboration_type_name = 'wiki_edit' then 1 end) as number_of_wiki_edits,
    {{ exact_avg('case when is_post then n_characters end') }} as average_length_of_forum_posts,
    count(*) as number_of_collaborations,
    count(case when collaboration_type_name = 'forum_answer' then 1 end)
        as number_of_forum_responses,
    count(case when collaboration_type_name = 'forum_post' then 1 end) as n_threads_started,
    count(case when collaboration_type_name = 'forum_comment' then 1 end) as n_forum_comments
from marked
group by platform, course_id, learner_id, week_number
