"""Data packages to land in a scratch warehouse, and what its books must say after every load."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import duckdb
from lander import Lander
from package_files import (
    write,
)

from loaders.warehouse.edx_package_tables import TABLES


def land(lander: Lander, files: Mapping[str, bytes], *options: str, code: int = 0) -> Any:
    """Land files of a new folder."""
    folder = write(lander.folder / f"package {len(list(lander.folder.iterdir()))}", files)
    result = lander.run("edx-package", folder, *options, code=code)
    if lander.database.exists():
        check_counts(lander)
    return result


def tables_in(lander: Lander) -> dict[str, list[tuple[Any, ...]]]:
    """What lies in the tables of raw_edx, but for where it came from."""
    columns = "* exclude (load_id, file_id, line_no)"
    with duckdb.connect(str(lander.database), read_only=True) as con:
        return {
            name: con.execute(f"select {columns} from raw_edx.{name} order by all").fetchall()
            for name in TABLES
        }


def check_counts(lander: Lander) -> None:
    """What row_counts says must be what lies in the tables."""
    places = "file_id, table_name, course_id"
    with duckdb.connect(str(lander.database), read_only=True) as con:
        for table, raw in TABLES.items():
            course = "course_id" if raw.of_course else "cast(null as varchar)"
            found = f"select file_id, {course}, count(*) from raw_edx.{table} group by all"
            said = (
                "select file_id, course_id, n_landed - n_replaced from raw_edx.row_counts "
                f"where table_name = '{table}' and n_landed > n_replaced"
            )
            rows = (sorted(con.sql(sql).fetchall(), key=repr) for sql in (found, said))
            assert next(rows) == next(rows), table
        found = f"select {places}, count(*) from raw_edx.rejected_rows group by all"
        said = f"select {places}, n_rejected from raw_edx.row_counts where n_rejected > 0"
        rows = (sorted(con.sql(sql).fetchall(), key=repr) for sql in (found, said))
        assert next(rows) == next(rows)
        for wrong in (
            "from raw_edx.row_counts where n_rows <> n_landed + n_rejected + n_repeated",
            "from raw_edx.row_counts group by file_id, table_name, course_id having count(*) > 1",
            "from raw_edx.row_counts anti join raw.files using (file_id, load_id)",
            "from raw.files join (select file_id, sum(n_landed) as n from raw_edx.row_counts "
            "group by 1) using (file_id) where lines_loaded <> n",
            "from raw.files where is_current group by path having count(*) > 1",
            "from raw.loads anti join (select load_id, sum(n_landed) as lines "
            "from raw_edx.row_counts group by 1) using (load_id, lines)",
        ):
            assert con.sql(f"select count(*) {wrong}").fetchall() in ([], [(0,)]), wrong
