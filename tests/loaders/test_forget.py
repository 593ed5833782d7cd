"""People and old lines are forgotten: from all raw tables, and from later loads of the same."""

from __future__ import annotations

import csv
import json
from datetime import datetime
from pathlib import Path

import duckdb
import pytest
from lander import Lander
from package_files import tab_separated
from plain_copy import plain_copy

from loaders.errors import Refusal
from loaders.forgetting.forget import cutoff_of
from loaders.forgetting.mentions import Mentions

NAME, NUMBER = "zq_forgotten", "471147114711"


def event(
    name: str = "ann", number: int = 5, time: str = "2025-03-01T10:00:00", **more: object
) -> str:
    context = {"user_id": number, "course_id": "O/C/R"}
    return json.dumps(
        {"username": name, "event_type": "x", "time": time, "context": context} | more
    )


def log_of(*lines: str) -> bytes:
    return "".join(line + "\n" for line in lines).encode()


OTHERS = [event(), event("bo", 6), event("ann", 5, n=2)]
THEIRS = [
    event(NAME, int(NUMBER)),
    event("", int(NUMBER), n=2),  # a name that is not known of this one
    event("staff", 1, event={"user_id": int(NUMBER)}),  # somebody else about them
    event("", 0, event=json.dumps({"POST": {"username": [NAME], "email": ["z@x.org"]}})),
    json.dumps({"log": event(NAME, int(NUMBER))}),
]
MENTIONS = [
    event("ann", 5, event=json.dumps({"body": f"Hello\n{NAME}, and @{NAME}. See {NAME}2."})),
    event("bo", 6, page=f"https://x.org/u/{NAME}?a=%40{NAME}"),
]


@pytest.fixture
def lander(tmp_path: Path) -> Lander:
    return Lander(tmp_path)


def forget(lander: Lander, *options: str, code: int = 0) -> str:
    arguments = ("forget", "--platform", "edx", *(options or ("--username", NAME, "--yes")))
    result = lander.run(*arguments, code=code)
    return result.output + result.stderr


def bytes_of(lander: Lander) -> bytes:
    """All bytes of the warehouse, compacted, with texts as they are, and of the log of runs."""
    lander.run("compact")
    copy = lander.folder / "plain" / "copy.duckdb"
    copy.parent.mkdir(exist_ok=True)
    plain_copy(lander.database, copy)
    files = [lander.database, copy, *(lander.folder / "logs").iterdir()]
    return b"".join(path.read_bytes() for path in files)


def test_lines_of_a_person_go_and_mentions_are_masked(lander: Lander) -> None:
    log = lander.write("a.log", log_of(*OTHERS, *THEIRS, *MENTIONS))
    lander.land(log)
    assert NAME.encode() in bytes_of(lander)
    said = forget(lander)
    assert "raw.edx_lines: 5 rows" in said and "2 rows of others" in said
    assert NAME not in said and NUMBER not in said
    found = lander.lines(log)
    assert found[:3] == OTHERS and len(found) == 5
    assert "Hello" in found[3] and "@********. See" in found[3] and f"{NAME}2." in found[3]
    assert "https://x.org/u/********?a=%40********" in found[4]
    assert lander.file(log, "lines_loaded, lines_forgotten") == (10, 5)
    assert lander.rows("select load_id, lines from raw.loads order by 1") == [(1, 3), (2, 2)]
    left = bytes_of(lander).replace(f"{NAME}2".encode(), b"")
    assert NAME.encode() not in left and NUMBER.encode() not in left and b"bo" in left


def test_same_lines_stay_out_of_later_loads_and_are_counted(lander: Lander) -> None:
    log = lander.write("a.log", log_of(*OTHERS, *THEIRS, *MENTIONS))
    lander.land(log)
    forget(lander)
    n_lines = lander.n_lines
    copy = lander.write("b.log", log_of(*OTHERS, *THEIRS, *MENTIONS, event(NAME, 9, n=9)))
    assert "kept out: 8" in lander.run("edx", copy).output
    assert lander.lines(copy) == OTHERS
    assert lander.file(copy, "lines_loaded, lines_forgotten") == (11, 8)
    lander.append(copy, log_of(event("cy", 7), event("", int(NUMBER), n=7)))
    lander.run("edx", copy)
    assert lander.lines(copy) == [*OTHERS, event("cy", 7)]
    assert lander.rows("select max(line_no) from raw.edx_lines") == [(12,)]
    assert lander.n_lines == n_lines + 4
    assert "nothing new: 2" in lander.run("edx", log, copy).output


def test_hashes_are_of_this_warehouse_alone(lander: Lander) -> None:
    lander.land(lander.write("a.log", log_of(*THEIRS)))
    forget(lander)
    [(key,)] = lander.rows("from raw.forget_key")
    assert len(key) == 64
    people = dict(lander.rows("select kind, hash from raw.forgotten where kind = 'name'"))
    assert people == dict(lander.rows(f"select 'name', sha256('{key}/edx/name/{NAME}')"))
    other = Lander(lander.folder / "other")
    other.land(other.write("a.log", log_of(*THEIRS)))
    forget(other)
    assert other.rows("select hash from raw.forgotten") != lander.rows(
        "select hash from raw.forgotten"
    )


def test_person_is_found_by_id_and_by_a_file_of_people(lander: Lander) -> None:
    log = lander.write("a.log", log_of(*OTHERS, *THEIRS))
    lander.land(log)
    dry = forget(lander, "--user-id", NUMBER, "--dry-run")
    assert "raw.edx_lines: 5 rows" in dry and lander.n_lines == 8
    people = lander.write("people.csv", f"note,user_id\nx,{NUMBER}\n,6\n".encode())
    forget(lander, "--people", str(people), "--yes")
    assert lander.lines(log) == [OTHERS[0], OTHERS[2]]


def test_rows_of_a_package_go_and_stay_out(lander: Lander) -> None:
    def package(folder: str) -> Path:
        users = [("5", "ann", "a@x.org"), (NUMBER, NAME, "z@x.org")]
        header = ("id", "username", "email", "last_login", "date_joined")
        rows = (header, [(*user, "2025-01-01 00:00:00", "2025-01-01 00:00:00") for user in users])
        lander.write(f"{folder}/O-C-R-auth_user-prod-analytics.sql", tab_separated(rows))
        anonymous = (("id", "hash_id", "username"), [(NUMBER, "zqhash", NAME), ("5", "h", "ann")])
        return lander.write(
            f"{folder}/O-C-R-user_id_map-prod-analytics.sql", tab_separated(anonymous)
        ).parent

    lander.run("edx-package", package("p"))
    assert "raw_edx.auth_user: 1 rows" in forget(lander, "--user-id", NUMBER, "--yes")
    left = [("5", "ann")]
    for _ in range(2):
        assert lander.rows("select id, username from raw_edx.auth_user") == left
        assert lander.rows("select id, username from raw_edx.user_id_map") == left
        assert lander.rows(
            "select sum(n_rows), sum(n_landed) from raw_edx.row_counts "
            "where load_id = (select max(load_id) from raw_edx.row_counts)"
        ) == [(2, 2)]
        lander.run("edx-package", package("q"))
    data = bytes_of(lander)
    assert not [word for word in (NAME, NUMBER, "z@x.org", "zqhash") if word.encode() in data]


def test_tags_of_a_tagger_go_and_their_name_is_masked_in_texts(lander: Lander) -> None:
    rows = [
        ("project", "item_id", "text", "tagger", "tag", "tagged_at"),
        ("p", "1", f"says {NAME}", "bo", "x", "2025-01-01"),
        ("p", "1", "t", NAME, "x", "2025-01-01"),
    ]
    tags = lander.folder / "tags.csv"
    with tags.open("w", newline="") as file:
        csv.writer(file).writerows(rows)
    lander.run("labels", tags)
    forget(lander)
    expected = [("says ********", "bo")]
    assert lander.rows("select text, tagger from raw.label_rows") == expected
    assert lander.rows("select lines_loaded, lines_forgotten from raw.files") == [(2, 1)]


def test_texts_to_tag_of_a_person_go(lander: Lander) -> None:
    """By their author, in a project as in a file of tags; others' texts lose the name."""
    rows = [
        ("project", "item_id", "text", "tags", "instructions", "example_tag", "author"),
        ("p", "1", f"asks {NAME}", "x|y", "", "", "bo"),
        ("p", "2", "theirs", "", "", "", NAME),
        ("p", "3", "theirs too", "", "", "", NUMBER),
    ]
    project = lander.folder / "project.csv"
    with project.open("w", newline="") as file:
        csv.writer(file).writerows(rows)
    lander.run("label-project", project)
    tags = lander.folder / "tags.csv"
    with tags.open("w", newline="") as file:
        csv.writer(file).writerows(
            [
                ("project", "item_id", "text", "tagger", "tag", "tagged_at", "author"),
                ("p", "2", "theirs", "bo", "x", "2025-01-01", NAME),
                ("p", "4", "t", "bo", "x", "2025-01-01", "ann"),
            ]
        )
    lander.run("labels", tags)
    forget(lander, "--username", NAME, "--user-id", NUMBER, "--yes")
    assert lander.rows("select text from raw.label_project_rows") == [("asks ********",)]
    assert lander.rows("select item_id from raw.label_rows") == [("4",)]
    assert lander.rows("select sum(lines_forgotten) from raw.files") == [(3,)]


def test_coursera_clicks_go_by_any_id_of_the_person(lander: Lander) -> None:
    lines = [f'{{"key": "k", "username": "{name}", "timestamp": 1}}' for name in ("aa1", "bb2")]
    log = lander.write("c.log", log_of(*lines))
    lander.run("coursera-clickstream", log, "--course", "c-001")
    with duckdb.connect(str(lander.database)) as con:
        con.execute(
            "insert into raw_coursera.hash_mapping by name select 1 as load_id, "
            "'c-001' as course_id, 4711 as user_id, 'aa1' as session_user_id"
        )
    lander.run("forget", "--platform", "coursera", "--user-id", "4711", "--yes")
    assert lander.rows("select line from raw.coursera_clickstream_lines") == [(lines[1],)]
    assert lander.rows("select count(*) from raw_coursera.hash_mapping") == [(0,)]
    other = lander.write("d.log", log_of(*lines, lines[1]))
    lander.run("coursera-clickstream", other, "--course", "c-001")
    assert lander.file(other, "lines_loaded, lines_forgotten") == (3, 1)


def test_lines_older_than_an_age_go_and_stay_out(lander: Lander) -> None:
    old = event("ann", 5, "2001-01-01T00:00:00+00:00", event={"time": "1999-01-01"})
    kept = [event("ann", 5, "2001-01-01T00:00:00", event={"time": "2099-01-01"}), "no time"]
    new = event("ann", 5, "2099-01-01T00:00:00")
    log = lander.write("a.log", log_of(old, *kept, new))
    lander.land(log)
    said = forget(lander, "--older-than", "12M", "--yes")
    assert "raw.edx_lines: 1 rows" in said
    assert lander.lines(log) == [*kept, new]
    copy = lander.write("b.log", log_of(old, new, "{}"))
    lander.run("edx", copy)
    assert lander.lines(copy) == [new, "{}"]


@pytest.mark.parametrize(
    ("age", "expected"),
    [("24M", "2023-03-28"), ("1Y", "2024-03-28"), ("30d", "2025-03-01"), ("3M", "2024-12-28")],
)
def test_age_is_counted_from_now(age: str, expected: str) -> None:
    assert str(cutoff_of(age, datetime(2025, 3, 31, 5))).startswith(expected)


@pytest.mark.parametrize("age", ["24", "M", "-1M", "0M", "1.5Y", "9999Y", ""])
def test_odd_age_is_refused(age: str) -> None:
    with pytest.raises(Refusal):
        cutoff_of(age)


def test_common_word_is_masked_only_after_an_at(lander: Lander) -> None:
    lines = [event("ann", 5, event={"kind": "video", "n": n}) for n in range(60)]
    call = event("bo", 6, event={"body": "ask @video about video"})
    log = lander.write("a.log", log_of(*lines, call, event("video", 77)))
    lander.land(log)
    said = forget(lander, "--username", "video", "--yes")
    assert "words of many lines: 1" in said
    assert lander.lines(log) == [*lines, call.replace("@video", "@********")]


def test_all_is_forgotten_or_nothing(lander: Lander, monkeypatch: pytest.MonkeyPatch) -> None:
    def die(*_: object) -> None:
        raise KeyboardInterrupt

    lander.land(lander.write("a.log", log_of(*OTHERS, *THEIRS)))
    monkeypatch.setattr("loaders.forgetting.forget.purge", die)
    forget(lander, code=130)
    assert (lander.n_lines, lander.n_loads) == (8, 1)
    assert lander.rows("select count(*) from raw.forgotten") == [(0,)]


def test_what_cannot_be_done_is_refused(lander: Lander) -> None:
    assert "There is no database" in forget(lander, code=2)
    lander.land(lander.write("a.log", log_of(*THEIRS)))
    assert "Nobody is named" in forget(lander, "--yes", code=2)
    assert "add --yes" in forget(lander, "--username", NAME, code=2)
    assert lander.n_lines == 5
    empty = lander.write("people.csv", b"name\nx\n")
    assert "names nobody" in forget(lander, "--people", str(empty), "--yes", code=2)
    forget(lander)
    assert "cannot be taken back" in lander.run("undo", "2", "--yes", code=2).stderr


def test_load_is_taken_back_after_somebody_was_forgotten(lander: Lander) -> None:
    first = lander.write("a.log", log_of(*OTHERS, *THEIRS))
    second = lander.write("b.log", log_of(event("cy", 7), *THEIRS))
    lander.land(first)
    lander.land(second)
    forget(lander)
    lander.run("undo", "2", "--yes")
    assert lander.lines(first) == OTHERS
    assert lander.file(first, "lines_loaded, lines_forgotten") == (8, 5)
    lander.run("edx", second)
    assert lander.lines(second) == [event("cy", 7)]


def test_user_agents_of_a_person_go(lander: Lander) -> None:
    lines = [event(agent="both"), event(NAME, 9, agent="both"), event(NAME, 9, agent="theirs")]
    lander.land(lander.write("a.log", log_of(*lines)))
    forget(lander)
    assert lander.rows("select user_agent from raw.user_agents") == [("both",)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("ann.smith, ann", "ann.smith, ********"),
        ("x.ann ann-b ann_c ann2 2ann", "x.ann ann-b ann_c ann2 2ann"),
        (
            "ann. (ann) 'ann' /ann/ ann@ann.org",
            "********. (********) '********' /********/ ann@ann.org",
        ),
        (r'{"a": "ann", "b": "{\"to\": \"ann\"}"}', r'{"a": "", "b": "{\"to\": \"\"}"}'),
        ("/x?u=ann&v=ann b", "/x?u=&v=******** b"),
        (r"\nann \\nann Ann", r"\n******** \\n******** Ann"),
    ],
)
def test_names_are_masked_as_words(text: str, expected: str) -> None:
    assert Mentions(["ann", "12345", "xy"]).masked(text) == expected
