"""How models become tables and views: by one statement, in one transaction."""

import duckdb
from conftest import Warehouse

LINE = (
    '{"event_type": "play_video", "event_source": "browser", "username": "ann", '
    '"time": "2025-09-15T08:00:00Z", "context": {"course_id": "course-v1:O+C+R"}, "event": "{}"}\n'
)
VIEW, TABLE, GROWING = "int_event_addresses", "int_learner_course_versions", "int_event_gaps"


def test_relations_of_another_kind_or_version_are_replaced(warehouse: Warehouse) -> None:
    log = warehouse.folder / "tracking.log"
    log.write_text(LINE)
    warehouse.land(log).build(select=[f"+{GROWING}", f"+{VIEW}"])
    with duckdb.connect(str(warehouse.database)) as con:
        con.execute(f"drop view private.{VIEW}; create table private.{VIEW} as select 1 as x")
        con.execute(f"drop table intermediate.{TABLE}")
        con.execute(f"create view intermediate.{TABLE} as select 1 as x")
    warehouse.build(select=[GROWING, VIEW, TABLE])
    kinds = warehouse.rows(
        f"select table_name, table_type from information_schema.tables "
        f"where table_name in ('{VIEW}', '{TABLE}', '{GROWING}') order by 1"
    )
    assert kinds == [(VIEW, "VIEW"), (GROWING, "BASE TABLE"), (TABLE, "BASE TABLE")]

    with duckdb.connect(str(warehouse.database)) as con:
        con.execute(f"alter table intermediate.{GROWING} add column of_an_older_version integer")
    warehouse.build(select=[GROWING])
    columns = warehouse.rows(f"describe intermediate.{GROWING}")
    assert "of_an_older_version" not in [name for name, *_ in columns]
    assert warehouse.rows(f"select count(*) from intermediate.{GROWING}") == [(1,)]
