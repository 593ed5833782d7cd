{{ config(materialized='table') }}

select
    id as revision_id,
    article_id,
    learner_id,
    user_id,
    revision_number,
    title,
    deleted as is_deletion,
    created as created_at
from ({{ edx_package_rows('wiki_articlerevision') }}) as wiki_revisions
