"""`make lint` finds what sqlfluff finds without tests/quick_lint.py, and by its slower parser."""

from functools import cache
from types import SimpleNamespace
from typing import Any

import pytest
from conftest import ROOT

BROKEN = """\
with learners as (
  SELECT user_id,course_id
      , max(time) as last_time, count(1) n_events from {{ source }}
    where 1=1
      and course_id in ('a','b')
      and name = 'a text'
    group by user_id, course_id order
    by user_id
)
,unused as (select distinct (a) from b left join c using (d))
select learners.user_id , course_id,
    Case when last_time is null then null else case when n_events > 1 then 1 end end as n
from learners
where a <> b and c != d
UNION
select 1 ,2 ,3;
""".replace("a text", "a text that makes the line too long" * 3)
FOUND = {"AL02", "CP01", "CV01", "LT01", "LT02", "LT04", "LT05", "LT09", "LT14", "ST03"}


@pytest.fixture
def quick(monkeypatch: pytest.MonkeyPatch) -> Any:
    """The module, and sqlfluff as it was before when the test is over."""
    import quick_lint  # here: it imports for a second

    for owner, name in (
        (quick_lint.ReflowSequence, "from_root"),
        (quick_lint.DepthMap, "from_parent"),
        (quick_lint.BaseSegment, "get_parent"),
        (quick_lint.DbtTemplater, "_find_node"),
        (quick_lint.Linter, "lint_rendered"),
        (quick_lint.runner.MultiProcessRunner, "POOL_TYPE"),
    ):
        monkeypatch.setattr(owner, name, vars(owner)[name])
    return quick_lint


def configured(**options: Any) -> Any:
    """A linter with the rules of the project."""
    from sqlfluff.core import FluffConfig, Linter

    config = FluffConfig.from_path(
        str(ROOT / "pyproject.toml"), overrides={"templater": "jinja", **options}
    )
    config.set_value(["templater", "jinja", "context", "source"], "events")
    return Linter(config=config)


def linted(sql: str, **options: Any) -> list[tuple[str, int, int, str]]:
    """What is found in a text: rule, line, position, words."""
    linted = configured(**options).lint_string(sql, fname="broken.sql")
    return sorted(
        (found.rule_code(), found.line_no, found.line_pos, found.desc())
        for found in linted.get_violations()
    )


@cache
def plain(sql: str) -> list[tuple[str, int, int, str]]:
    return linted(sql, use_rust_parser=False)


def test_the_sample_breaks_many_rules() -> None:
    assert {rule for rule, *_ in plain(BROKEN)} >= FOUND


def test_layouts_that_rules_share_find_the_same(quick: Any) -> None:
    expected = plain(BROKEN)
    quick.share_layouts()
    quick.walk_once()
    quick.find_parents_by_place()
    assert linted(BROKEN) == expected
    # Another text of the same process has a layout of its own.
    other = BROKEN.replace("\n    where", "\nwhere")
    assert linted(other) != expected
    assert linted(BROKEN) == expected


def test_depths_found_in_one_walk_are_those_of_sqlfluff(quick: Any) -> None:
    tree = configured(use_rust_parser=False).parse_string(BROKEN, "broken.sql").tree
    before = quick.DepthMap.from_parent(tree).depth_info
    quick.walk_once()
    after = quick.DepthMap.from_parent(tree).depth_info
    assert after == before and [*after] == [*before]
    assert [[*depths.stack_positions] for depths in after.values()] == [
        [*depths.stack_positions] for depths in before.values()
    ]
    assert len(after) > 200


def test_the_node_of_a_file_is_the_one_of_its_path(quick: Any, manifest: Any) -> None:
    nodes = [SimpleNamespace(**node) for node in manifest["nodes"].values()]
    project = SimpleNamespace(nodes=dict(enumerate(nodes)))
    templater = SimpleNamespace(dbt_manifest=project)
    quick.DbtTemplater._find_node = lambda _, fname, *rest: f"looked for {fname}"
    quick.find_nodes_by_path()
    find = quick.DbtTemplater._find_node
    path = "models/marts/activity/fct_sessions.sql"
    assert find(templater, str(ROOT / path), None, str(ROOT)).name == "fct_sessions"
    assert (
        find(templater, f"{ROOT}/macros/x.sql", None, str(ROOT))
        == f"looked for {ROOT}/macros/x.sql"
    )


def test_both_parsers_find_the_same_unparsable_text() -> None:
    pytest.importorskip("sqlfluffrs")
    broken = BROKEN.replace("from learners", "frm from learners")
    found = linted(broken)
    assert "PRS" in {rule for rule, *_ in found}
    assert found == plain(broken)


def test_workers_return_their_findings_without_the_tree(quick: Any) -> None:
    linter, text = configured(use_rust_parser=False), BROKEN
    rendered = linter.render_string(text, "broken.sql", linter.config, "utf8")
    rules = linter.get_rulepack()
    before = quick.Linter.lint_rendered(rendered, rules)
    quick.return_no_trees()
    after = quick.Linter.lint_rendered(rendered, rules)
    assert before.tree is not None and after.tree is None
    assert after.check_tuples() == before.check_tuples() != []
