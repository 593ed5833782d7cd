"""Features as files: long, wide, and loaded into a MariaDB beside the course's MOOCdb."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from pathlib import Path

import duckdb
import mariadb_server
import pytest
from conftest import Warehouse, read_csv

from loaders.errors import Refusal
from publishers.features import Form, Format, publish
from publishers.warehouse import open_warehouse

COURSE = "MOOCdbX/Stat101/2025_Fall"


@pytest.fixture(scope="module")
def server() -> Iterator[mariadb_server.MariaDb]:
    if reason := mariadb_server.missing():
        pytest.skip(reason)
    with mariadb_server.server() as running:
        yield running


def test_wide_files_hold_the_table(both_platforms: Warehouse, tmp_path: Path) -> None:
    with open_warehouse(both_platforms.database) as connection:
        written = publish(connection, tmp_path, [COURSE])
    ((folder, rows),) = written.items()
    assert rows.keys() == {"features", "learner_weeks", "learner_week_labels"}
    found = read_csv(folder / "learner_weeks.csv")
    expected = both_platforms.rows(
        f"""
        select learner_id, week_number, sum_observed_events_duration, pset_grade
        from marts.fct_learner_weeks where course_id = '{COURSE}' order by all
        """
    )
    assert [
        (
            int(row["learner_id"] or ""),
            int(row["week_number"] or ""),
            float(row["sum_observed_events_duration"] or "nan"),
            None if row["pset_grade"] is None else float(row["pset_grade"]),
        )
        for row in found
    ] == expected


@pytest.mark.parametrize("form", Form)
def test_parquet_holds_the_rows_of_csv(
    both_platforms: Warehouse, form: Form, tmp_path: Path
) -> None:
    with open_warehouse(both_platforms.database) as connection:
        text = publish(connection, tmp_path / "csv", (), form, Format.csv)
        binary = publish(connection, tmp_path / "parquet", (), form, Format.parquet)
    assert len(text) == 3
    assert [*text.values()] == [*binary.values()]
    for folder, rows in binary.items():
        for name, n in rows.items():
            assert duckdb.sql(f"from '{folder}/{name}.parquet'").count("*").fetchall() == [(n,)]


def test_a_folder_is_replaced_and_nothing_else_is(
    both_platforms: Warehouse, tmp_path: Path
) -> None:
    with open_warehouse(both_platforms.database) as connection:
        (folder,) = publish(connection, tmp_path, [COURSE], Form.long)
        (again,) = publish(connection, tmp_path, [COURSE], Form.wide, Format.parquet)
        assert folder == again
        assert {path.name for path in folder.iterdir()} == {
            "README.md", "features.parquet", "learner_weeks.parquet", "learner_week_labels.parquet",
        }  # fmt: skip
        (tmp_path / "learning-001").mkdir()
        with pytest.raises(Refusal, match="move it away first"):
            publish(connection, tmp_path, ["learning-001"])
        with pytest.raises(Refusal, match="holds no course nowhere"):
            publish(connection, tmp_path, ["nowhere"])


def test_features_load_beside_a_moocdb_in_mysql(
    both_platforms: Warehouse, server: mariadb_server.MariaDb, tmp_path: Path
) -> None:
    places = {"moocdb-csv": ("--vocabulary", "dlq"), "features": ("--form", "long")}
    for command, options in places.items():
        where = (str(tmp_path / command), "--course", COURSE)
        both_platforms.run(sys.executable, "-m", "publishers", command, *where, *options)
    for command, script in (("moocdb-csv", "moocdb.sql"), ("features", "features.sql")):
        (folder,) = (tmp_path / command).iterdir()
        server.run((folder / script).read_text(), folder=folder)
    database = "moocdb_moocdbx_stat101_2025_fall"
    n = len(read_csv(folder / "user_longitudinal_feature_values.csv"))
    assert server.run("select count(*) from user_longitudinal_feature_values", database) == [
        [str(n)]
    ]

    # Feature 7 as the scripts count it in MySQL, from the tables beside it.
    assert n > 1000
    counted = """
        select cast(user_id as char) as user_id, week, count(*) as value
        from (
            select
                user_id,
                floor(timestampdiff(second, '2025-09-15', submission_timestamp) / 604800) as week
            from submissions
            where validity = 1
        ) as placed
        where week between 0 and 7
        group by user_id, week
    """
    stored = """
        select user_id, longitudinal_feature_week, longitudinal_feature_value
        from user_longitudinal_feature_values where longitudinal_feature_id = 7
    """
    expected = server.run(f"{counted} order by 1, 2", database)
    assert len(expected) > 50
    assert server.run(f"{stored} order by 1, 2", database) == expected
