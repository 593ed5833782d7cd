"""What a stranger sees first: the summary, its three queries, the page of charts."""

import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
from conftest import ROOT, Warehouse

from loaders.warehouse.database import SCHEMAS
from publishers.summary import TRY_NEXT

PROFILES = (ROOT / "profiles.yml").read_text()


def publish(warehouse: Warehouse, *arguments: str, check: bool = True) -> str:
    done = warehouse.run(sys.executable, "-m", "publishers", *arguments, check=check)
    return done.stdout + done.stderr


def test_the_summary_counts_what_the_ledger_counts(sample_warehouse: Warehouse) -> None:
    ((lines, accepted),) = sample_warehouse.rows(
        "select sum(n_lines), sum(n_accepted) from marts.rpt_line_ledger"
    )
    printed = publish(sample_warehouse, "summary")
    assert f"{lines:,} lines" in printed
    assert f"{accepted:,} events" in printed
    assert re.search(r"marts[.]dim_courses +2\b", printed)


@pytest.mark.parametrize("question", TRY_NEXT)
def test_the_queries_work_as_printed(sample_warehouse: Warehouse, question: str) -> None:
    assert sample_warehouse.rows(TRY_NEXT[question])
    printed = publish(sample_warehouse, "query", TRY_NEXT[question]).splitlines()
    assert len(printed) > 3 and len(set(printed)) == len(printed)
    assert f'query "{TRY_NEXT[question]}"' in publish(sample_warehouse, "summary")


def test_the_page_of_charts_needs_no_network(sample_warehouse: Warehouse, tmp_path: Path) -> None:
    page = tmp_path / "a page.html"
    publish(sample_warehouse, "report", str(page))
    text = page.read_text()
    assert "course-v1:MOOCdbX+Data201+2025_Fall" in text
    assert not re.findall(r"<(?:script|link)[^>]+(?:src|href)=", text)


def test_a_report_is_written_into_a_folder_that_exists(
    sample_warehouse: Warehouse, tmp_path: Path
) -> None:
    for place, sentence in (
        (tmp_path / "no" / "report.html", f"There is no folder {tmp_path / 'no'}"),
        (tmp_path, f"{tmp_path} is a folder"),
        (tmp_path / ("x" * 300), "cannot be read or written"),
    ):
        command = [sys.executable, "-m", "publishers", "report", str(place)]
        done = sample_warehouse.run(*command, check=False)
        assert done.returncode == 2
        assert sentence in done.stderr
        assert "Traceback" not in done.stderr
        assert list(tmp_path.iterdir()) == []


def test_names_and_addresses_do_not_reach_the_public_tables(sample_warehouse: Warehouse) -> None:
    columns = sample_warehouse.rows(
        "select table_schema, table_name, column_name from information_schema.columns "
        "where table_schema in ('marts', 'moocdb') and data_type = 'VARCHAR'"
    )
    texts = " union ".join(
        f"select '{schema}.{table}.{column}' as place, \"{column}\" as text from {schema}.{table}"
        for schema, table, column in columns
    )
    found = sample_warehouse.rows(
        f"""
        with
        secrets as (
            select username as secret from private.learner_identities
            union
            select ip from private.event_addresses
        ),
        words as (
            select place, unnest(regexp_split_to_array(text, '[^\\pL\\pN_.+-]+')) as word
            from ({texts})
        )
        select distinct place, word from words where word in (from secrets where secret <> '')
        """
    )
    assert len(columns) > 100 and not found


def test_no_warehouse_is_one_clear_sentence(warehouse: Warehouse) -> None:
    printed = publish(warehouse, "summary", check=False)
    assert "run `make build` first" in printed
    assert "Traceback" not in printed


def test_moocdb_tables_are_queried_by_their_schema(sample_warehouse: Warehouse) -> None:
    assert sample_warehouse.rows("select * from moocdb.users")


def test_the_default_file_is_named_like_no_schema(
    sample_warehouse: Warehouse, tmp_path: Path
) -> None:
    ((profile_default,),) = [re.findall(r"'MOOCDB_DATABASE', '([^']+)'", PROFILES)]
    environment = sample_warehouse.environment | {"PYTHONPATH": str(ROOT)}
    del environment["MOOCDB_DATABASE"]

    def run(*command: str) -> str:
        done = subprocess.run(
            [sys.executable, "-m", *command],
            cwd=tmp_path,
            env=environment,
            text=True,
            capture_output=True,
        )
        return done.stdout + done.stderr

    log = tmp_path / "a.log"
    log.touch()
    run("loaders", "edx", str(log))
    assert [path.name for path in tmp_path.glob("*.duckdb")] == [profile_default]
    assert f"The warehouse {profile_default} has no marts yet" in run("publishers", "summary")
    assert {
        schema
        for (schema,) in sample_warehouse.rows(
            "select distinct table_schema from information_schema.tables"
        )
    } == set(SCHEMAS)


@pytest.mark.parametrize("name", ["moocdb.duckdb", "MARTS.db", "private", "staging.2025.duckdb"])
def test_a_file_named_like_a_schema_is_refused(
    sample_warehouse: Warehouse, tmp_path: Path, name: str
) -> None:
    renamed = tmp_path / name
    shutil.copy(sample_warehouse.database, renamed)
    printed = publish(sample_warehouse, "summary", "--database", str(renamed), check=False)
    assert "give the file another name" in printed and "Traceback" not in printed
