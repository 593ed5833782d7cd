"""OLX exports: what is read of them, and what is wrong with some."""

from __future__ import annotations

import json
import tarfile
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from loaders.edx_package.olx_attributes import plain
from loaders.edx_package.olx_blocks import NoCourse, Olx, Rejected, olx_of, wanted
from loaders.errors import BrokenFile

PACKAGE = Path(__file__).parents[2] / "sample_logs" / "package"
ROOT = '<course org="O" course="C" url_name="R"/>'
SOME_FILES = ["course/R.xml", "html/h.xml", "tags.csv", "policies/R/policy.json"]
COURSE = "block-v1:O+C+R+type@course+block@course"


def read(**files: str) -> Olx:
    """Read an export; the file of the course is `course`, and in other names __ is a slash."""
    named = {name.replace("__", "/") + ".xml": text for name, text in files.items()}
    return read_all({"course.xml": ROOT, "course/R.xml": named.pop("course.xml")} | named)


def read_all(files: dict[str, str]) -> Olx:
    return olx_of((name, text.encode()) for name, text in files.items())


def blocks(olx: Olx) -> dict[str, Any]:
    """Blocks by type and name, with their attributes decoded."""
    return {
        f"{row['block_type']}/{row['url_name']}": row
        | {"attributes": json.loads(row["attributes"] or "{}")}
        for row in olx.rows
    }


def test_blocks_are_read_inline_and_from_the_files_that_they_point_to() -> None:
    olx = read(
        course="""
        <course display_name="Course">
            <chapter url_name="a"/>
            <chapter url_name="b" display_name="B"><sequential url_name="t"/></chapter>
            <textbook title="no block"/><wiki slug="O.C.R"/>
        </course>""",
        chapter__a='<chapter display_name="A"><sequential url_name="s"/></chapter>',
        sequential__s='<sequential format="HW" graded="true" due="2025-09-29T00:00:00Z">'
        '<vertical url_name="v"/></sequential>',
        vertical__v='<vertical><html url_name="h"/><problem url_name="p"/></vertical>',
        html__h='<html filename="h"/>',
        problem__p='<problem weight="2.5"><p>Why?</p></problem>',
    )
    assert [
        (row["block_type"], row["url_name"], (row["parent_block_id"] or "")[-7:], row["position"])
        for row in olx.rows
    ] == [
        ("course", "R", "", None),
        ("chapter", "a", "@course", "1"),
        ("sequential", "s", "block@a", "1"),
        ("vertical", "v", "block@s", "1"),
        ("html", "h", "block@v", "1"),
        ("problem", "p", "block@v", "2"),
        ("chapter", "b", "@course", "2"),
        ("sequential", "t", "block@b", "1"),
    ]
    found = blocks(olx)
    assert found["sequential/s"]["format"] == "HW"
    assert found["sequential/s"]["due"] == "2025-09-29T00:00:00Z"
    assert found["problem/p"]["weight"] == "2.5"
    assert found["sequential/t"]["attributes"] == {"has_no_file": True}
    assert olx.rejected == []


def test_the_policy_of_the_run_holds() -> None:
    olx = read_all({
        "course.xml": ROOT,
        "course/R.xml": '<course start=\'"2025-01-01T00:00:00Z"\'><chapter url_name="a" due="x"/>'
        "</course>",
        "policies/R/policy.json": json.dumps({
            "course/R": {"graceperiod": "2 days"},
            "chapter/a": {"due": "2025-10-01T00:00:00Z", "graded": True, "format": None},
        }),
        "policies/R/grading_policy.json": json.dumps({"GRADER": [{"type": "HW", "weight": 1.0}]}),
        "policies/other/policy.json": json.dumps({"chapter/a": {"due": "wrong"}}),
    })  # fmt: skip
    course, chapter = blocks(olx)["course/R"], blocks(olx)["chapter/a"]
    assert course["start"] == "2025-01-01T00:00:00Z"  # without the quotes of JSON
    assert course["attributes"]["graceperiod"] == "2 days"
    assert course["attributes"]["grading"] == {"GRADER": [{"type": "HW", "weight": 1.0}]}
    assert (chapter["due"], chapter["graded"]) == ("2025-10-01T00:00:00Z", "true")
    assert chapter["format"] is None


def test_what_is_read_of_videos_and_problems() -> None:
    video = """<video url_name="v" youtube="0.75:aa,1.00:bb" youtube_id_1_0="bb" sub="x"
        html5_sources='["https://example.org/v.mp4"]'>
        <video_asset duration="61.5"><transcripts><transcript language_code="de"/></transcripts>
        </video_asset><transcript language="es" src="v.srt"/></video>"""
    problem = """<problem url_name="p" max_attempts="3" secret="x"><choiceresponse/>
        <div><numericalresponse answer="1"/></div><script>response</script>
        <tagging_aside saved_tags='{"level": ["Easy"]}'/></problem>"""
    found = blocks(
        read(course=f"<course><vertical url_name='u'>{video}{problem}</vertical></course>")
    )
    assert found["video/v"]["attributes"] == {
        "duration_seconds": 61.5, "youtube_ids": ["bb", "aa"],
        "transcript_languages": ["de", "en", "es"],
    }  # fmt: skip
    assert found["problem/p"]["attributes"] == {
        "max_attempts": "3", "response_types": ["choiceresponse", "numericalresponse"],
        "tags": {"level": ["Easy"]},
    }  # fmt: skip


def test_groups_libraries_and_item_banks() -> None:
    found = blocks(read(course="""<course user_partitions='[{"id": 5, "name": "Two", "scheme":
        "random", "groups": [{"id": 1, "name": "A", "version": 1}], "parameters": {}}]'>
        <split_test url_name="s" user_partition_id="5" group_id_to_child='{"1": "k"}'>
            <vertical url_name="g"/></split_test>
        <library_content url_name="l" source_library_id="library-v1:O+L" max_count="2">
            <problem url_name="p">?</problem></library_content>
        <itembank url_name="i" max_count="1"><problem url_name="q" upstream="lb:O:L:problem:q">?
        </problem></itembank></course>"""))  # fmt: skip
    assert found["course/R"]["attributes"]["user_partitions"] == [
        {"id": 5, "name": "Two", "scheme": "random", "groups": [{"id": 1, "name": "A"}]}
    ]
    assert found["split_test/s"]["attributes"] == {"user_partition_id": "5", "groups": {"1": "k"}}
    assert found["library_content/l"]["attributes"]["source_library_id"] == "library-v1:O+L"
    assert found["problem/q"]["attributes"]["upstream"] == "lb:O:L:problem:q"
    assert found["problem/p"]["parent_block_id"].endswith("type@library_content+block@l")


def test_elements_that_are_no_blocks() -> None:
    found = blocks(
        read(
            course="""<course><vertical url_name="v">
        <problem url_name="p"><choice url_name="no">1</choice></problem>
        <step-builder url_name="b"><p>text</p><pb-mcq url_name="m" question="?"/></step-builder>
        <conditional url_name="c"><show sources="x"/><html url_name="h">1</html></conditional>
        <some_aside/><html slug="old">1</html><html>unnamed</html></vertical></course>"""
        )
    )
    assert [name for name in found if not name.startswith("html/html_")] == [
        "course/R", "vertical/v", "problem/p", "step-builder/b", "pb-mcq/m", "conditional/c",
        "html/h", "html/old",
    ]  # fmt: skip
    assert len(found) == 9  # the unnamed one has a name of its own


def test_a_block_below_two_parents_is_there_twice_and_what_is_in_it_once() -> None:
    olx = read(
        course='<course><chapter url_name="a"/><chapter url_name="b"/></course>',
        chapter__a='<chapter x="1"><sequential url_name="s"/></chapter>',
        chapter__b='<chapter x="1"><sequential url_name="s"/></chapter>',
        sequential__s='<sequential x="1"><vertical url_name="v"/></sequential>',
    )
    names = [row["url_name"] for row in olx.rows]
    assert (names.count("s"), names.count("v")) == (2, 1)


@pytest.mark.parametrize(
    ("text", "line", "reason"),
    [
        ("<problem>\n<p></problem>", 2, "not_xml"),
        ("", 1, "not_xml"),
        ('<?xml version="1.0" encoding="big5"?><problem/>', 1, "not_xml"),
        ('<!DOCTYPE p [\n<!ENTITY a "aa">]><problem>&a;</problem>', 2, "has_entities"),
        ('<!DOCTYPE p [<!ENTITY x SYSTEM "file:///etc/passwd">]><problem/>', 1, "has_entities"),
        ("<p>" * 300 + "</p>" * 300, 1, "too_deep"),
    ],
)
def test_a_file_that_cannot_be_used_costs_its_block_alone(
    text: str, line: int, reason: str
) -> None:
    olx = read(
        course="<course><problem url_name='p'/><problem url_name='q'>?</problem></course>",
        problem__p=text,
    )
    assert list(blocks(olx)) == ["course/R", "problem/q"]
    assert blocks(olx)["problem/q"]["position"] == "2"
    assert olx.rejected == [Rejected("problem/p.xml", line, reason)]


def test_a_circle_ends() -> None:
    olx = read(
        course='<course><vertical url_name="v"/></course>',
        vertical__v='<vertical x="1"><vertical url_name="w"/></vertical>',
        vertical__w='<vertical x="1"><vertical url_name="v"/></vertical>',
    )
    assert list(blocks(olx)) == ["course/R", "vertical/v", "vertical/w"]
    assert [rejected.reason for rejected in olx.rejected] == ["too_deep"]


def test_a_policy_that_is_no_json_is_named() -> None:
    olx = read_all({
        "course.xml": ROOT, "course/R.xml": "<course x='1'/>", "policies/R/policy.json": "[1]",
        "policies/R/grading_policy.json": "{",
    })  # fmt: skip
    assert olx.rejected == [
        Rejected("policies/R/policy.json", 1, "not_json"),
        Rejected("policies/R/grading_policy.json", 1, "not_json"),
    ]
    assert len(olx.rows) == 1


@pytest.mark.parametrize(
    ("files", "message"),
    [
        ({"course.xml": "<course"}, "course.xml cannot be used: not_xml in line 1"),
        ({"course.xml": '<course url_name="R"/>'}, "no <course> with org, course and url_name"),
        ({"course.xml": ROOT, "course/R.xml": "<a>\n<b>"}, "course/R.xml cannot be used.* line 2"),
    ],
)
def test_an_export_that_cannot_be_read_is_refused(files: dict[str, str], message: str) -> None:
    with pytest.raises(BrokenFile, match=message):
        read_all(files)


@pytest.mark.parametrize(
    ("name", "message"), [("chapter/a.xml", "no course.xml"), ("library.xml", "a content library")]
)
def test_what_is_no_export_is_named(name: str, message: str) -> None:
    with pytest.raises(NoCourse, match=message):
        read_all({name: "<a/>"})


def test_the_whole_course_may_stand_in_course_xml() -> None:
    olx = read_all(
        {"course.xml": ROOT.replace("/>", ' start="x"><html url_name="h">1</html></course>')}
    )
    assert [row["block_id"] for row in olx.rows] == [COURSE, "block-v1:O+C+R+type@html+block@h"]


def test_keys_are_old_where_the_files_spell_them_so() -> None:
    link = '<course><html url_name="h">i4x://O/C/html/x</html></course>'
    assert read(course=link).rows[1]["block_id"] == "i4x://O/C/html/h"
    assert read(course=link).course_id == "O/C/R"
    assert olx_of([("course.xml", ROOT.encode())], "O/C/R").course_id == "O/C/R"
    assert olx_of([("course.xml", ROOT.encode())], "O/C/S").course_id == "course-v1:O+C+R"
    both = link.replace("x<", "x and /courses/course-v1:O+C+R/<")
    assert read(course=both).course_id == "course-v1:O+C+R"


def test_tags_of_the_newer_studio() -> None:
    key = "block-v1:O+C+R+type@html+block@h"
    olx = read_all({
        "course.xml": ROOT, "course/R.xml": '<course><html url_name="h">1</html></course>',
        "tags.csv": f'"Name","Type","ID","level"\r\n"H","html","{key}","Easy; Short"\r\n',
    })  # fmt: skip
    assert blocks(olx)["html/h"]["attributes"]["tags"] == {"level": ["Easy", "Short"]}


def test_drafts_and_static_files_are_not_read() -> None:
    names = "drafts/html/a.xml static/a.xml about/a.xml .git/a.xml html/._a.xml ./a.xml html/a.html"
    assert not any(wanted(name) for name in names.split())
    names = "course.xml html/a.xml policies/R/policy.json tags.csv problem/a:b/c.xml"
    assert all(wanted(name) for name in names.split())


def test_names_lead_nowhere() -> None:
    olx = read(course='<course><html url_name="../../etc/passwd"/></course>')
    assert blocks(olx)["html/../../etc/passwd"]["attributes"] == {"has_no_file": True}


@pytest.mark.parametrize(
    ("value", "text"),
    [
        ('"2025"', "2025"), (" a ", "a"), ("null", None), ("", None), (None, None), (True, "true"),
        (3, "3"), ('"', '"'), (r'"\ud800"', "?"), ('"a', '"a'),
    ],
)  # fmt: skip
def test_values_are_text(value: object, text: str | None) -> None:
    assert plain(value) == text


@given(st.dictionaries(st.sampled_from(SOME_FILES), st.binary(max_size=60)))
def test_no_content_stops_the_reading(files: dict[str, bytes]) -> None:
    course = b'<course><html url_name="h"/></course>'
    contents = {"course.xml": ROOT.encode(), "course/R.xml": course} | files
    try:
        olx = olx_of(contents.items())
    except BrokenFile:
        return
    for row in olx.rows:
        assert all(text is None or text.encode() for text in row.values())
        assert row["attributes"] is None or json.loads(row["attributes"])


@pytest.mark.parametrize(("name", "course"), [("course.q2x0s7.tar.gz", 1), ("*.xml.tar.gz", 0)])
def test_the_sample_courses(name: str, course: int) -> None:
    truth = json.loads(PACKAGE.with_name("package.truth.json").read_text(encoding="utf-8"))
    told = list(truth["courses"].values())[course]
    (path,) = PACKAGE.glob(name)
    with tarfile.open(path) as archive:
        names = {member.name.split("/", 1)[1]: member for member in archive}
        olx = olx_of((n, archive.extractfile(m).read()) for n, m in names.items())  # type: ignore[union-attr]
    types = [row["block_type"] for row in olx.rows]
    assert {kind: types.count(kind) for kind in types} == told["content"]
    due = {row["url_name"]: row["due"] for row in olx.rows if row["due"]}
    assert sorted(due.values()) == sorted(at.replace("+00:00", "Z") for at in told["due"].values())
    assert olx.rejected == []
