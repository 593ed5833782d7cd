"""Models are SQL that DuckDB and Spark 4 both take; the rest is in macros/engine."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import jinja2
import pytest
import two_engines
from conftest import Warehouse

# Accepted findings, each with its reason. A finding that is gone must leave this list.
EXCEPTIONS: dict[tuple[str, str], str] = {}

# Something that each rule refuses: what it says of it, and SQL that DuckDB takes.
REFUSED = [
    ("function starts_with", "select starts_with(a, 'x') from t"),
    ("function regexp_matches", "select regexp_matches(a, 'x') from t"),
    ("function try_cast", "select try_cast(a as bigint) from t"),
    ("function json_object", "select json_object('a', a) from t"),
    ("function unnest", "select unnest(a) from t"),
    ("function generate_series", "select number from generate_series(1, 3) as numbers(number)"),
    ("function list_transform", "select list_transform(a, lambda x: x + 1) from t"),
    ("function string_agg", "select string_agg(a, ',') from t"),
    ("function rtrim", "select rtrim(a, 'x') from t"),
    ('quoted name "order"', 'select t."order" from t'),
    ("text with escapes e''", r"select e'\t' from t"),
    (r"backslash in '\s'", r"select a like '\s' from t"),
    ("number 0x1f", "select 0x1f"),
    ("sign ::", "select a::bigint from t"),
    ("sign ->", "select a -> 'b' from t"),
    ("sign ->>", "select a ->> 'b' from t"),
    ("sign {", "select {'a': 1}"),
    ("sign [", "select a[1] from t"),
    ("sign //", "select a // 2 from t"),
    ("sign **", "select a ** 2 from t"),
    ("sign ^", "select a ^ 2 from t"),
    ("sign ~", "select a ~ 'b' from t"),
    ("sign #", "select #1 from t"),
    ("sign :=", "select struct_pack(b := a) from t"),
    ("type varchar", "select cast(a as varchar) from t"),
    ("type text", "select cast(case when a then b end as text) from t"),
    ("type hugeint", "select cast(a as hugeint) from t"),
    ("* exclude", "select * exclude (a) from t"),
    ("* replace", "select * replace (1 as a) from t"),
    ("* rename", "select * rename (a as b) from t"),
    (", from", "select a, from t"),
    (", )", "select a from t where a in (1, 2,)"),
    ("as materialized", "with r as materialized (select 1 as n) select n from r"),
    ("at time zone", "select a at time zone 'UTC' from t"),
    ("asof join", "select * from t asof join u on t.a >= u.a"),
    ("collate", "select a collate nocase as b from t"),
    ("distinct on", "select distinct on (a) a, b from t"),
    ("glob", "select a glob 'b*' from t"),
    ("ignore nulls", "select lag(a ignore nulls) over (order by b) from t"),
    ("lambda", "select list_filter(a, lambda x: x > 1) from t"),
    ("pivot", "select * from (pivot t on a using sum(b))"),
    ("positional join", "select * from t positional join u"),
    ("respect nulls", "select lag(a respect nulls) over (order by b) from t"),
    ("similar to", "select a similar to 'b' from t"),
    ("tablesample", "select * from t tablesample 10%"),
    ("union all by name", "select a from t union all by name select a from u"),
    ("union by name", "select a from t union by name select a from u"),
    ("unpivot", "select * from (unpivot t on a, b)"),
    ("using sample", "select * from t using sample 3"),
    ("filter over a window", "select count(*) filter (where a) over (partition by b) from t"),
    (
        "filter over a window",
        "select max(a) filter (where a > 1) over w from t window w as (partition by b)",
    ),
    ("order by within an aggregate", "select max(a order by b) from t"),
    (
        "qualify beside group by",
        "select a from t group by a qualify row_number() over (order by count(*)) = 1",
    ),
    ("trim of two arguments", "select trim(a, 'x') from t"),
    (
        "recursion by union",
        "with recursive r as (select 1 as n union select n + 1 from r where n < 3) select n from r",
    ),
    ("no Spark SQL", "select $$a$$"),
]

# SQL that looks like a finding, and both engines take.
TAKEN = [
    "select trim(trailing 'x' from a), left(b, 1) = '{', b like '%}' from t",
    "select count(case when a then 1 end) over (partition by b), count(*) filter (where a) from t",
    "select cast(a as string) as text, cast(b as decimal(18, 9)) as varchar from t",
    "select t.order, t.name from t where a != b order by t.name",
    "select * from t qualify row_number() over (partition by a order by b nulls last) = 1",
    "with recursive r as (select 1 as n union all select n + 1 from r where n < 3) select n from r",
    "select percentile_cont(0.5) within group (order by a) from t",
    "select engine_json_object(a) from t cross join engine_join_days(a, b) as days(spine_date)",
    'select a from "warehouse"."marts"."t" where a is not distinct from \'-> :: {}\'',
]


@pytest.mark.parametrize(("finding", "sql"), REFUSED)
def test_each_rule_refuses(finding: str, sql: str) -> None:
    found = two_engines.findings(sql)
    assert [text for text in found if text.startswith(finding)], found


@pytest.mark.parametrize("sql", TAKEN)
def test_what_both_take_passes(sql: str) -> None:
    assert two_engines.findings(sql) == []


def compiled(warehouse: Warehouse, macros: Mapping[str, str], select: str) -> dict[str, str]:
    """Name and SQL of selected models, compiled with other texts of macros."""
    command = ("--quiet", "compile", "--select", select, "--indirect-selection", "empty")
    code, printed = warehouse.dbt(*command, macros=macros)
    assert not code, printed
    folder = warehouse.folder / "target" / "compiled" / "moocdb" / "models"
    return {path.stem: path.read_text() for path in folder.rglob("*.sql")}


def test_models_are_sql_of_both_engines(warehouse: Warehouse, manifest: dict[str, Any]) -> None:
    replacements = two_engines.replacements(manifest["macros"])
    assert "macro.moocdb.duckdb__trimmed" in replacements
    models = compiled(warehouse, replacements, "resource_type:model")
    assert len(models) > 200
    later = replacements | {
        "macro.moocdb.is_incremental": (
            "{% macro is_incremental() %}{{ return(true) }}{% endmacro %}"
        )
    }
    models_of_later_runs = compiled(warehouse, later, "config.materialized:incremental")
    assert models_of_later_runs["stg_edx__lines"] != models["stg_edx__lines"]
    found = {
        (model, finding)
        for texts in (models, models_of_later_runs)
        for model, sql in texts.items()
        for finding in two_engines.findings(sql)
    }
    assert sorted(found - EXCEPTIONS.keys()) == [], (
        "spell it for both, or in a macro of macros/engine"
    )
    assert sorted(EXCEPTIONS.keys() - found) == [], "no longer found: strike it from EXCEPTIONS"


def test_replacements_show_the_sql_of_their_arguments() -> None:
    text = "{% macro duckdb__made(text, pattern, fields, columns=[]) -%} x {%- endmacro %}"
    made = {"macro_sql": text, "original_file_path": "macros/engine/made.sql"}
    elsewhere = made | {"original_file_path": "macros/models/made.sql"}
    replacements = two_engines.replacements({"made": made, "elsewhere": elsewhere})
    assert replacements.keys() == {"made"}
    call = (
        r"{{ duckdb__made('a', '\\s', {'n': 'b'}, ['c', 'd']) }} {{ duckdb__made(1, '', ['n']) }}"
    )
    rendered = jinja2.Template(replacements["made"] + call).render()
    assert rendered == "engine_made(a, b, c, d) engine_made(1)"
