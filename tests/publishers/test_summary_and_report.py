"""What a stranger sees first: the summary, its three queries, the page of charts."""

import re
import sys
from pathlib import Path

import pytest
from conftest import Warehouse

from publishers.summary import TRY_NEXT


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
    show = ["--quiet", "show", "--limit", "20", "--inline", TRY_NEXT[question]]
    code, printed = sample_warehouse.dbt(*show)
    assert code == 0 and printed.count("\n") > 3
    assert TRY_NEXT[question] in publish(sample_warehouse, "summary")


def test_the_page_of_charts_needs_no_network(sample_warehouse: Warehouse, tmp_path: Path) -> None:
    page = tmp_path / "a page.html"
    publish(sample_warehouse, "report", str(page))
    text = page.read_text()
    assert "course-v1:MOOCdbX+Data201+2025_Fall" in text
    assert not re.findall(r"<(?:script|link)[^>]+(?:src|href)=", text)


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
