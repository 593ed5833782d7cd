"""An OLX export gives the content of its course, whichever of it and the logs was landed first."""

import io
import json
import sys
import tarfile
from collections.abc import Mapping
from pathlib import Path

import pytest
from conftest import Warehouse

COURSE, OTHER = "MOOCdbX/Stat101/2025_Fall", "course-v1:MOOCdbX+Unlogged+R"
FILES = {
    "course.xml": '<course org="MOOCdbX" course="Stat101" url_name="2025_Fall"/>',
    "course/2025_Fall.xml": '<course display_name="S" start="2025-09-01T00:00:00Z" '
    'graceperiod="1 hour 30 minutes" user_partitions=\'[{"id": 14, "name": "Two pictures", '
    '"scheme": "random", "groups": [{"id": 0, "name": "Wide"}]}]\'>'
    '<chapter url_name="week_1"/><chapter url_name="week_2"/></course>',
    "chapter/week_1.xml": '<chapter display_name="One"><sequential url_name="part.1"/></chapter>',
    "sequential/part.1.xml": '<sequential format="Homework" graded="true" '
    'due="2025-09-21T23:59:00+02:00"><vertical url_name="unit_a"/></sequential>',
    "vertical/unit_a.xml": '<vertical x="1"><video url_name="v"/><problem url_name="p"/>'
    '<problem url_name="q"/></vertical>',
    "video/v.xml": '<video display_name="Film"><video_asset duration="61.5"/></video>',
    "problem/p.xml": '<problem max_attempts="3" weight="2"><choiceresponse/></problem>',
    "problem/q.xml": "<problem>\n<p>not closed",
    "chapter/week_2.xml": '<chapter display_name="Two" due="soon"/>',
    "drafts/vertical/unit_z.xml": '<vertical display_name="To be"/>',
}
UNLOGGED = FILES | {
    "course.xml": '<course org="MOOCdbX" course="Unlogged" url_name="R"/>',
    "course/R.xml": FILES["course/2025_Fall.xml"],
}
MODELS = ["+dim_content", "+dim_videos", "+int_partition_groups"]


def key(category: str, name: str) -> str:
    return f"i4x://MOOCdbX/Stat101/{category}/{name}"


def export(folder: Path, name: str, files: Mapping[str, str]) -> Path:
    """An export as Studio packs it."""
    with tarfile.open(folder / name, "w:gz") as archive:
        for path, text in files.items():
            entry = tarfile.TarInfo(f"course/{path}")
            entry.size = len(text.encode())
            archive.addfile(entry, io.BytesIO(text.encode()))
    return folder / name


def log(folder: Path) -> Path:
    """One event in a video of the course, under old keys."""
    context = {"course_id": COURSE, "org_id": "MOOCdbX", "path": "/event", "user_id": 1}
    payload = json.dumps({"id": "i4x-MOOCdbX-Stat101-video-v", "code": "x", "currentTime": 1})
    event = {
        "username": "ana", "event_type": "play_video", "event_source": "browser", "event": payload,
        "time": "2025-09-16T08:00:00+00:00", "context": context, "agent": "", "ip": "",
        "page": f"https://lms.example.org/courses/{COURSE}/courseware/week_1/part.1/",
        "host": "", "session": "",
    }  # fmt: skip
    path = folder / "tracking.log"
    path.write_text(json.dumps(event) + "\n")
    return path


def content(warehouse: Warehouse, columns: str, course: str = COURSE) -> list[tuple[object, ...]]:
    return warehouse.rows(
        f"select {columns} from marts.dim_content where course_id = '{course}' order by block_id"
    )


@pytest.fixture(scope="module")
def with_olx(tmp_path_factory: pytest.TempPathFactory) -> Warehouse:
    """Exports of two courses, landed before any log."""
    warehouse = Warehouse(tmp_path_factory.mktemp("olx"))
    packages = warehouse.folder / "packages"
    packages.mkdir()
    export(packages, "one.tar.gz", FILES)
    export(packages, "two.tar.gz", UNLOGGED)
    warehouse.land(packages, source="edx-package", final=False)
    return warehouse.land(log(warehouse.folder)).build(select=MODELS)


def test_blocks_have_the_keys_dates_and_facts_of_their_course(with_olx: Warehouse) -> None:
    columns = "block_id, display_name, sequential, format, is_graded, cast(due_at as varchar)"
    due = ("part.1", "Homework", True, "2025-09-21 21:59:00")
    assert content(with_olx, columns) == [
        (key("chapter", "week_1"), "One", None, None, None, None),
        (key("chapter", "week_2"), "Two", None, None, None, None),
        (key("course", "2025_Fall"), "S", None, None, None, None),
        (key("problem", "p"), None, *due),
        (key("sequential", "part.1"), None, *due),
        (key("vertical", "unit_a"), None, *due),
        (key("video", "v"), "Film", *due),
    ]
    columns = "max_attempts, weight, response_types, duration_seconds"
    assert content(with_olx, columns)[3] == (3, 2.0, "choiceresponse", None)
    assert content(with_olx, columns)[6] == (None, None, None, 61.5)
    assert set(content(with_olx, "cast(opens_at as varchar)")) == {("2025-09-01 00:00:00",)}
    assert with_olx.rows("select block_id, duration_seconds from marts.dim_videos") == [
        (key("video", "v"), 61.5)
    ]


def test_work_is_late_after_the_grace_period_of_the_course(with_olx: Warehouse) -> None:
    times = content(with_olx, "cast(due_at as varchar), cast(late_at as varchar)")
    assert times[3] == ("2025-09-21 21:59:00", "2025-09-21 23:29:00") and times[0] == (None, None)


def test_groups_have_the_names_of_the_export(with_olx: Warehouse) -> None:
    assert with_olx.rows(
        "select partition_id, partition_name, group_id, group_name "
        f"from intermediate.int_partition_groups where course_id = '{COURSE}'"
    ) == [("14", "Two pictures", "0", "Wide")]


def test_a_course_that_no_log_knows_has_its_content(with_olx: Warehouse) -> None:
    ((root, n_blocks),) = with_olx.rows(
        "select min(block_id) filter (where block_type = 'course'), count(*) "
        f"from marts.dim_content where course_id = '{OTHER}'"
    )
    assert (root, n_blocks) == ("block-v1:MOOCdbX+Unlogged+R+type@course+block@course", 7)


def test_a_broken_file_is_counted_and_named(with_olx: Warehouse, tmp_path: Path) -> None:
    assert with_olx.rows(
        "select table_name, line_no, reason, count(*) from raw_edx.rejected_rows group by all"
    ) == [("olx_blocks", 2, "not_xml", 2)]
    path = export(tmp_path, "again.tar.gz", FILES)
    scratch = Warehouse(tmp_path)
    done = scratch.run(sys.executable, "-m", "loaders", "edx-package", str(path))
    words = " ".join((done.stdout + done.stderr).split())
    assert "problem/q.xml (not_xml, line 2)" in words


def test_what_was_landed_last_tells_the_content(with_olx: Warehouse) -> None:
    structure = {
        key("course", "2025_Fall"): {
            "category": "course", "children": [key("video", "v")], "metadata": {"due": None},
        },
        key("video", "v"): {
            "category": "video", "children": [], "metadata": {"display_name": "Cut anew"},
        },
    }  # fmt: skip
    path = with_olx.folder / "structure.json"
    path.write_text(json.dumps(structure))
    with_olx.land(path, "--course", COURSE, source="edx-course-structure", final=False)
    with_olx.build(select=MODELS)
    names = "block_id, display_name, due_at, duration_seconds"
    video = [row for row in content(with_olx, names) if row[0] == key("video", "v")]
    assert video == [(key("video", "v"), "Cut anew", None, None)]

    with_olx.land(with_olx.folder / "packages", source="edx-package", final=False)
    with_olx.build(select=MODELS)
    video = [row for row in content(with_olx, "block_id, display_name, duration_seconds")
             if row[0] == key("video", "v")]  # fmt: skip
    assert video == [(key("video", "v"), "Film", 61.5)]
