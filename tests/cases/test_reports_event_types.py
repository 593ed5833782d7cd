"""Public bug reports about names of events: which are known, and what their payloads carry."""

import json
import re
from pathlib import Path

from conftest import ROOT, SHARED, Warehouse, same_rows

CASES = ROOT / "tests" / "cases" / "reports"


def unknown(warehouse: Warehouse, names: set[str]) -> list[tuple[object, ...]]:
    """Names without a family or an area."""
    listed = ", ".join(f"'{name}'" for name in sorted(names))
    return warehouse.rows(
        "select raw_event_type from private.stg_edx__event_types "
        f"where raw_event_type in ({listed}) "
        "and (not is_known or event_family = 'unknown' or area is null)"
    )


def logged_names(log: Path) -> set[str]:
    return {json.loads(line)["event_type"] for line in log.read_text().splitlines()}


def test_names_of_newer_releases_and_public_xblocks_are_known(
    shared: Path, reports_warehouse: Warehouse
) -> None:
    names = logged_names(SHARED / "cases" / "reports" / "16-names-that-are-missing" / "input.log")
    assert len(names) == 47
    assert not unknown(reports_warehouse, names)


def test_names_of_other_sources_are_known(reports_warehouse: Warehouse) -> None:
    names = logged_names(CASES / "names-of-other-sources" / "input.log")
    assert len(names) >= 60
    assert not unknown(reports_warehouse, names)
    assert reports_warehouse.rows(
        "select count(*) from marts.rpt_event_types where not is_known and event_type in "
        f"({', '.join(repr(name) for name in sorted(names))})"
    ) == [(0,)]


def test_the_seed_knows_as_many_names_as_it_did() -> None:
    seed = (ROOT / "seeds" / "edx" / "edx_event_types.csv").read_text()
    names = [line for line in seed.splitlines()[1:] if not re.match(r"[^,]*[/*]", line)]
    assert len(names) >= 330


def test_both_names_of_a_shown_answer_are_one(shared: Path, reports_warehouse: Warehouse) -> None:
    course = "course_id = 'BugX/C32/2013'"
    for mart, column in {
        "fct_learner_problems": "n_show_answers",
        "rpt_problems": "n_show_answers",
        "fct_person_course": "n_show_answers",
        "fct_person_course_day": "show_answers",
    }.items():
        shown = reports_warehouse.rows(f"select sum({column}) from marts.{mart} where {course}")
        assert shown == [(2,)], mart
    same_rows(
        reports_warehouse.rows(
            f"select event_type, event_family, count(*) from marts.fct_events where {course} "
            "group by all"
        ),
        [("show_answer", "problem", 2)],
    )


def test_answers_scores_and_progress_of_xblocks_are_read(reports_warehouse: Warehouse) -> None:
    same_rows(
        reports_warehouse.rows(
            "select split_part(block_id, 'block@', 2), xblock_type, action, answer, "
            "n_comment_characters, score, max_score, progress from marts.fct_xblock_interactions "
            "where course_id = 'course-v1:OwnX+XBLOCKS+2024'"
        ),
        [
            ("pb", "problem-builder", "answered", '{"q1":"red"}', None, 0.5, None, None),
            ("pi", "ubcpi", "answered", "1", 7, None, None, None),
            ("poll", "poll", "answered", "R", None, None, None, None),
            ("rate", "rate", "answered", "3", None, None, None, None),
            ("scorm", "scorm", "scored", None, None, 8.0, 10.0, None),
            ("ch", "chapter", "progressed", None, None, None, None, 0.75),
            ("done", "done", "progressed", None, None, None, None, 1.0),
            ("h", "html", "progressed", None, None, None, None, 1.0),
            ("th", "text-highlighter", "answered", '["a","b"]', None, 0.25, 1.0, None),
            ("forged", "scorm", "scored", None, None, None, None, None),
            ("v", "vertical", "progressed", None, None, None, None, None),
        ],
    )
