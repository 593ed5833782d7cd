"""Unit tests get the SQL that dbt makes of a model and its inputs, by tests/quick_dbt.py too."""

from __future__ import annotations

from collections.abc import Iterator
from types import SimpleNamespace
from typing import Any

import pytest

INPUTS = [
    SimpleNamespace(id="a", sql=" __dbt__cte__a as (\n-- with\nselect 1 as n\n)"),
    SimpleNamespace(id="b", sql=" __dbt__cte__b as (\nselect 'with x' as t\n)"),
]


@pytest.fixture
def inject() -> Iterator[Any]:
    """dbt's function, and the one that replaces it."""
    import quick_dbt  # here: it imports for seconds

    plain = quick_dbt.compilation.inject_ctes_into_sql
    quick_dbt.inject_inputs_quickly()
    yield plain, quick_dbt.compilation.inject_ctes_into_sql
    quick_dbt.compilation.inject_ctes_into_sql = plain


@pytest.mark.parametrize(
    "sql",
    [
        "with c as (select 1) select * from c",
        "\n-- select from\n\nWITH\nc as (select ')' as t), d as (select 2)\nselect * from c, d",
        "/* with */ with recursive c as (select 1) select * from c",
        "\n\nselect * from __dbt__cte__a -- with\n",
        "values (1)",
    ],
)
@pytest.mark.parametrize("n_inputs", [0, 1, 2])
def test_inputs_stand_before_the_ctes_of_the_model(inject: Any, sql: str, n_inputs: int) -> None:
    plain, quick = (
        " ".join(put(sql, INPUTS[:n_inputs]).replace(",", " , ").split()) for put in inject
    )
    assert quick == plain
    assert plain.count("__dbt__cte__") >= n_inputs
