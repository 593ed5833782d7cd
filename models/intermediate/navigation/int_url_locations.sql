with
urls as (
    select * from {{ ref('stg_edx__parsed_urls') }}
),

ambiguous_blocks as (
    select * from {{ ref('int_ambiguous_blocks') }}
)

select
    urls.course_id,
    urls.url,
    urls.chapter_name,
    urls.sequential_name,
    urls.vertical_name,
    urls.position,
    urls.sequential_url,
    coalesce(chapters.node, {{ edx_block_node("'chapter'", 'urls.chapter_name') }})
        as chapter_node,
    coalesce(sequentials.node, {{ edx_block_node("'sequential'", 'urls.sequential_name') }})
        as sequential_node,
    coalesce(verticals.node, {{ edx_block_node("'vertical'", 'urls.vertical_name') }})
        as vertical_node
from urls
left join ambiguous_blocks as chapters
    on
        urls.course_id = chapters.course_id
        and chapters.node = {{ edx_exact_node("'chapter'", 'urls.chapter_name') }}
left join ambiguous_blocks as sequentials
    on
        urls.course_id = sequentials.course_id
        and sequentials.node = {{ edx_exact_node("'sequential'", 'urls.sequential_name') }}
left join ambiguous_blocks as verticals
    on
        urls.course_id = verticals.course_id
        and verticals.node = {{ edx_exact_node("'vertical'", 'urls.vertical_name') }}
