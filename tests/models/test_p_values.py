"""`student_p_values` agrees with SciPy: 2 * scipy.stats.t.sf(t, df), version 1.17."""

import json

import pytest
from conftest import Warehouse

# t, degrees of freedom, p
SCIPY = [
    (0, 1, 1.0),
    (0, 30, 1.0),
    (1e-06, 3, 0.9999992648948061),
    (0.1, 1, 0.936548965138893),
    (1, 1, 0.5000000000000001),
    (-1, 1, 0.5000000000000001),
    (1, 1.0001, 0.499986760340025),
    (1, 1.8546, 0.4296215788223173),
    (12.7062, 1, 0.0500000185607104),
    (2.5, 1.3, 0.19328076715615347),
    (1.96, 2, 0.18905730960173228),
    (-4.3, 2.5, 0.03315238794992192),
    (3, 7.7, 0.01783826464190482),
    (-6, 30, 1.3942768767204764e-06),
    (1.96, 1000000.0, 0.04999606758526985),
    (30, 30, 6.25179163060889e-24),
    (100, 1, 0.00636598552981651),
    (100, 999.5, 0.0),
    (37, 10000.0, 5.622631235279597e-281),
]


def test_p_values_are_those_of_scipy(warehouse: Warehouse) -> None:
    """Small and large t, degrees of freedom from 1 to a million, whole or not."""
    rows = " union all ".join(
        f"select {n} as id, cast({t} as double) as t, cast({df} as double) as df"
        for n, (t, df, _) in enumerate(SCIPY)
    )
    p_values = f"{{{{ student_p_values('({rows}) as tests', 'id', 't', 'df') }}}}"
    query = f"select id, cast(p_value as varchar) as p_value from ({p_values}) as p_values"
    options = ["--quiet", "show", "--output", "json", "--limit", "100", "--inline", query]
    code, printed = warehouse.dbt(*options)
    assert code == 0, printed
    shown, _ = json.JSONDecoder().raw_decode(printed[printed.index("{") :])
    found = {row["id"]: float(row["p_value"]) for row in shown["show"]}
    assert found == {n: pytest.approx(p, rel=1e-8) for n, (*_, p) in enumerate(SCIPY)}
