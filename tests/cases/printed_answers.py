"""Queries that a page of docs prints with their answers."""

import re
from pathlib import Path

import duckdb
from conftest import Warehouse

QUESTION = re.compile(
    r"^##+ (?P<title>[^\n]+)\n(?:(?!^#).)*?```sql\n(?P<sql>.+?)```\n\n(?P<table>(?:\|[^\n]*\n)+)",
    re.M | re.S,
)


def questions(page: Path) -> dict[str, re.Match[str]]:
    """The queries of a page with their printed answers, by the title of their section."""
    text = page.read_text()
    found = {match["title"]: match for match in QUESTION.finditer(text)}
    assert len(found) == text.count("```sql")
    return found


def check(warehouse: Warehouse, question: re.Match[str]) -> None:
    """Fail unless the query gives what is printed. Null is empty."""
    with duckdb.connect(str(warehouse.database), read_only=True) as connection:
        result = connection.execute(question["sql"])
        header = [column[0] for column in result.description or []]
        rows = result.fetchall()
    lines = [
        header,
        ["---"] * len(header),
        *(["" if v is None else v for v in row] for row in rows),
    ]
    found = "".join(f"| {' | '.join(map(str, line))} |\n" for line in lines)
    assert found == question["table"], f"print this instead:\n{found}"
