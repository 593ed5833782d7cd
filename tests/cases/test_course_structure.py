"""The course structure that edX ships beside the logs completes what the logs show."""

import json
import sys
from pathlib import Path

import pytest
from conftest import ROOT, Warehouse

COURSE = "MOOCdbX/Stat101/2025_Fall"
MODELS = ["+dim_content", "+fct_page_visits", "+rpt_line_ledger"]


def key(category: str, name: str) -> str:
    return f"i4x://MOOCdbX/Stat101/{category}/{name}"


def block(category: str, children: list[str], **metadata: object) -> dict[str, object]:
    return {"category": category, "children": children, "metadata": metadata}


STRUCTURE = {
    key("course", "2025_Fall"): block(
        "course", [key("chapter", "week_1")], display_name="Statistics by Example"
    ),
    key("chapter", "week_1"): block(
        "chapter",
        [key("sequential", "part_1_1"), key("sequential", "part_1_2")],
        display_name="Pictures of data",
    ),
    key("sequential", "part_1_1"): block(
        "sequential", [key("vertical", "unit_a"), key("vertical", "unit_b")], display_name="Lecture"
    ),
    key("sequential", "part_1_2"): block(
        "sequential",
        [key("vertical", "unit_c")],
        display_name="Homework 1",
        format="Homework",
        graded=True,
        due="2025-09-21T23:59:00Z",
    ),
    key("vertical", "unit_a"): block(
        "vertical", [key("video", "video_1_1")], display_name="What a distribution is"
    ),
    key("vertical", "unit_b"): block("vertical", [key("problem", "quiz_1.1")]),
    key("vertical", "unit_c"): block(
        "vertical", [key("problem", "hw_1.2"), key("problem", "never_seen")]
    ),
    key("video", "video_1_1"): block("video", [], display_name="What is a distribution?"),
    key("problem", "quiz_1.1"): block("problem", [], display_name="Quick check"),
    key("problem", "hw_1.2"): block("problem", [], display_name="Homework 1"),
    key("problem", "never_seen"): block("problem", [], display_name="Added late"),
}


@pytest.fixture(scope="module")
def with_structure(tmp_path_factory: pytest.TempPathFactory) -> Warehouse:
    warehouse = Warehouse(tmp_path_factory.mktemp("structure"))
    warehouse.land(ROOT / "sample_logs" / "logs")
    for content in ("an older file, broken", json.dumps(STRUCTURE, indent=2)):
        path = warehouse.folder / "course_structure.json"
        path.write_text(content)
        land(warehouse, path, COURSE)
    return warehouse.build(select=MODELS)


def land(warehouse: Warehouse, path: Path, course: str, code: int = 0) -> str:
    command = [
        sys.executable,
        "-m",
        "loaders",
        "edx-course-structure",
        str(path),
        "--course",
        course,
    ]
    done = warehouse.run(*command, check=False)
    assert done.returncode == code, done.stdout + done.stderr
    return done.stderr


def blocks(warehouse: Warehouse, columns: str, names: str) -> list[tuple[object, ...]]:
    return warehouse.rows(
        f"select {columns} from marts.dim_content where course_id = '{COURSE}' "
        f"and regexp_extract(block_id, '[^/]*$') in ({names}) order by block_id"
    )


def test_names_places_and_formats_come_from_the_structure(with_structure: Warehouse) -> None:
    columns = "display_name, parent_block_id, chapter, sequential, vertical_position, format"
    assert blocks(with_structure, columns, "'hw_1.2', 'never_seen', 'unit_a', 'week_1'") == [
        ("Pictures of data", key("course", "2025_Fall"), "week_1", None, None, None),
        ("Homework 1", key("vertical", "unit_c"), "week_1", "part_1_2", 1, "Homework"),
        ("Added late", key("vertical", "unit_c"), "week_1", "part_1_2", 1, "Homework"),
        ("What a distribution is", key("sequential", "part_1_1"), "week_1", "part_1_1", 1, None),
    ]


def test_a_unit_is_one_node_and_gets_the_visits(with_structure: Warehouse) -> None:
    units = with_structure.rows(
        "select block_id, sequential, vertical_position from marts.dim_content "
        f"where course_id = '{COURSE}' and block_type = 'vertical' and chapter = 'week_1' "
        "order by sequential, vertical_position"
    )
    assert units == [
        (key("vertical", "unit_a"), "part_1_1", 1),
        (key("vertical", "unit_b"), "part_1_1", 2),
        # The logs know a third unit, and a second one, that the structure does not.
        (key("sequential", "part_1_1") + "/3", "part_1_1", 3),
        (key("vertical", "unit_c"), "part_1_2", 1),
        (key("sequential", "part_1_2") + "/2", "part_1_2", 2),
    ]
    visits = with_structure.rows(
        "select count(*) filter (where block_id = '" + key("vertical", "unit_a") + "') > 0, "
        "count(*) filter (where block_id = '" + key("sequential", "part_1_1") + "/1') "
        "from marts.fct_page_visits"
    )
    assert visits == [(True, 0)]


def test_its_lines_are_in_the_ledger(with_structure: Warehouse) -> None:
    ledger = with_structure.rows(
        "select n_lines, n_accepted, n_not_json from marts.rpt_line_ledger "
        "where platform = 'edx-course-structure' order by file_id"
    )
    n_lines = len(json.dumps(STRUCTURE, indent=2).splitlines())
    assert ledger == [(1, 0, 1), (n_lines, n_lines, 0)]


def test_a_course_key_that_is_none_is_refused(warehouse: Warehouse) -> None:
    path = warehouse.folder / "course_structure.json"
    path.write_text("{}")
    assert "is not a course key" in land(warehouse, path, "Statistics", code=2)
    assert not warehouse.database.exists()
