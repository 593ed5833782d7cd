{%- set most_tags = 100 -%}
with
projects as (
    select * from {{ ref('int_label_projects') }}
),

listed as (
    select
        projects.project,
        numbers.number as place,
        {{ trimmed("split_part(projects.tags, '|', numbers.number)") }} as tag
    from projects
    {{ join_numbers(1, most_tags, 'numbers') }}
),

first_places as (
    select
        project,
        tag,
        min(place) as place
    from listed
    where tag is not null
    group by project, tag
)

select
    project,
    tag,
    cast(row_number() over (partition by project order by place) as bigint) as tag_number
from first_places
