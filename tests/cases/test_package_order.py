"""The marts do not depend on whether a data package came before the logs, after them, or twice."""

from pathlib import Path

from conftest import ROOT, Warehouse

PACKAGE = ROOT / "sample_logs" / "package"
# A row per load; what is used of each table and course does not depend on the loads.
LEDGER = "marts.rpt_package_ledger"
USED = f"""
    select table_name, course_id, sum(n_used), sum(n_unusable_values)
    from {LEDGER}
    group by all having sum(n_used) > 0
    order by all
"""
# What remembers an earlier build; all else is made again by the last one.
INCREMENTAL = ["+config.materialized:incremental"]


def test_package_before_the_logs_and_twice(tmp_path: Path, sample_warehouse: Warehouse) -> None:
    """One course's package comes first, alone, and is built; then the logs, the other course's
    package, and all of it once more."""
    warehouse = Warehouse(tmp_path)
    first, *_ = (path for path in sorted(PACKAGE.iterdir()) if path.name.endswith(".sql.gz"))
    warehouse.land(first, source="edx-package", final=False).build(select=INCREMENTAL)
    warehouse.land(ROOT / "sample_logs" / "logs").build(select=INCREMENTAL)
    copies = tmp_path / "again"
    copies.mkdir()
    for path in PACKAGE.iterdir():
        (copies / path.name).write_bytes(path.read_bytes())
    warehouse.land(PACKAGE, source="edx-package", final=False)
    warehouse.land(copies, source="edx-package", final=False).build()

    content = [
        built.checksums("marts", "moocdb", "private") for built in (warehouse, sample_warehouse)
    ]
    for sums in content:
        del sums[LEDGER]
    assert content[0] == content[1]
    assert warehouse.rows(USED) == sample_warehouse.rows(USED)
    # The rows of the earlier loads are accounted for, too.
    assert warehouse.rows(f"select sum(n_replaced) > 0 from {LEDGER}") == [(True,)]
