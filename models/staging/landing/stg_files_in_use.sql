with
files as (
    select * from {{ ref('stg_files') }}
),

-- The version of a file that its path holds counts, or else (that one is broken) the latest one.
file_versions as (
    select
        source,
        file_id,
        row_number() over (
            partition by source, path order by is_current desc, load_id desc, file_id desc
        ) = 1 as is_latest
    from files
    where copy_of is null and (error is null or lines_loaded > 0)
)

select
    source,
    file_id
from file_versions
where is_latest
union
-- A text that a copy under another path still holds counts too.
select
    source,
    copy_of as file_id
from files
where is_current and copy_of is not null
