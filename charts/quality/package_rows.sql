with
fates as (
    select table_name, 1 as place, 'used' as fate, sum(n_used) as n
    from marts.rpt_package_ledger
    group by table_name
    union all
    select table_name, 2, 'replaced or repeated', sum(n_replaced + n_repeated)
    from marts.rpt_package_ledger
    group by table_name
    union all
    select
        table_name, 3, 'of nobody or no course known',
        sum(n_unknown_course + n_unknown_person + n_unmatched)
    from marts.rpt_package_ledger
    group by table_name
    union all
    select table_name, 4, 'unusable', sum(n_unusable_key + n_rejected)
    from marts.rpt_package_ledger
    group by table_name
)

select
    table_name,
    fate,
    cast(n as bigint) as rows
from fates
where n > 0
order by table_name, place
limit 160
