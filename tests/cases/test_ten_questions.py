"""docs/ten_questions.md prints what its queries give on the sample logs."""

import re
from pathlib import Path

import duckdb
import pytest
from conftest import ROOT, Warehouse

PAGE = ROOT / "docs" / "ten_questions.md"
QUESTION = re.compile(
    r"^## (?P<title>.+?)\n.*?```sql\n(?P<sql>.+?)```\n\n(?P<table>(?:\|[^\n]*\n)+)", re.M | re.S
)
QUESTIONS = {found["title"]: found for found in QUESTION.finditer(PAGE.read_text())}


def as_table(database: Path, sql: str) -> str:
    """The result of a query as a table of Markdown; null is empty."""
    with duckdb.connect(str(database), read_only=True) as connection:
        result = connection.execute(sql)
        header = [column[0] for column in result.description or []]
        rows = result.fetchall()
    lines = [
        header,
        ["---"] * len(header),
        *(["" if v is None else v for v in row] for row in rows),
    ]
    return "".join(f"| {' | '.join(map(str, line))} |\n" for line in lines)


def test_there_are_ten() -> None:
    assert len(QUESTIONS) == PAGE.read_text().count("```sql") == 10


@pytest.mark.parametrize("title", QUESTIONS)
def test_the_printed_answer_is_the_answer(sample_warehouse: Warehouse, title: str) -> None:
    question = QUESTIONS[title]
    found = as_table(sample_warehouse.database, question["sql"])
    assert found == question["table"], f"print this instead:\n{found}"
