"""People are forgotten in the logs of the QuickHelper experiment, and in MOOCdbs of others."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from lander import Lander

NAME, NUMBER, INSTANCE = "zq_helper", "4711471", "990011"
COURSE = "6.002x-2013"


@pytest.fixture
def lander(tmp_path: Path) -> Lander:
    return Lander(tmp_path)


def said(*fields: str) -> str:
    """A line of the experiment."""
    message = "<DELIMITER>".join(["", *fields, ""])
    return json.dumps({"message": message, "timestamp": "2014-10-11T21:09:57.182Z"})


def request(user: str, instance: str, helpers: tuple[str, str, str], body: str = "b") -> str:
    return said(user, instance, "1", "0", "1", "1", "0", *helpers, "title", body)


HELPERS = ("21", "22", "23")
LOGS = {
    "user": [
        request("31", "1", HELPERS),
        request("31", "2", ("21", f"0{NUMBER}", "23"), f"thanks to @{NAME}"),
        request(NUMBER, INSTANCE, HELPERS),
    ],
    "helper": [
        said("21", INSTANCE, "ann", "http://x/a.jpg", "3", "one week"),
        said(f"<i>{NUMBER}</i>", "2", NAME, "http://x/a.jpg", "3", "one week"),
        said("21", "2", "ann", "http://x/a.jpg", "3", "one week"),
    ],
    "vote": [said(NUMBER, "2", "1"), said("21", INSTANCE, "1"), said("21", "2", "1")],
    "selection": [said(INSTANCE, "0"), said(NUMBER, "0"), "no JSON", "{}", "[1]"],
}
KEPT = {
    "user": [
        LOGS["user"][0],
        request("31", "2", ("21", "", "23"), "thanks to @********"),
    ],
    "helper": LOGS["helper"][2:],
    "vote": LOGS["vote"][2:],
    "selection": LOGS["selection"][1:],
}


def kept(lander: Lander) -> dict[str, list[str]]:
    rows = lander.rows("select log, line from raw.quickhelper_lines order by file_id, line_no")
    return {log: [line for name, line in rows if name == log] for log, _ in rows}


@pytest.mark.parametrize("named", [("--user-id", NUMBER), ("--username", NAME)])
def test_requests_and_votes_of_a_person_go_and_stay_out(
    named: tuple[str, str], lander: Lander
) -> None:
    """Those of others stay, without the person whom they show; that line stays out as it was."""
    for log, lines in LOGS.items():
        lander.write(f"quickhelper/{log}.log", "".join(f"{line}\n" for line in lines).encode())
    lander.run("quickhelper", lander.folder / "quickhelper")
    printed = lander.run("forget", "--platform", "quickhelper", *named, "--yes").output
    assert "raw.quickhelper_lines: 6 rows" in printed and NUMBER not in printed
    assert kept(lander) == KEPT
    later = lander.write("later/user.log", f"{LOGS['user'][1]}\n{LOGS['user'][2]}\n\n".encode())
    lander.run("quickhelper", later.parent)
    assert [line for line in kept(lander)["user"] if line not in KEPT["user"]] == [""]
    assert lander.file(later, "lines_loaded, lines_forgotten") == (3, 2)


def test_old_requests_are_forgotten(lander: Lander) -> None:
    new = LOGS["vote"][0].replace("2014", "2099")
    log = lander.write("vote.log", f"{LOGS['vote'][0]}\n{new}\n".encode())
    lander.run("quickhelper", log)
    lander.run("forget", "--platform", "quickhelper", "--older-than", "1Y", "--yes")
    assert kept(lander) == {"vote": [new]}


MOOCDB = {
    "users": "user_id,user_name\n1,ann\n2,zq_gone\n",
    "user_pii": "user_id,user_name,user_email\n1,ann,ann@x.org\n2,zq_gone,zq_gone@x.org\n",
    "observed_events": "observed_event_id,user_id,observed_event_timestamp\n1,1,2013\n2,2,2013\n",
    "submissions": "submission_id,user_id,problem_id\n1,1,7\n2,2,7\n",
    "assessments": "assessment_id,submission_id,assessment_grader_id\n1,1,2\n2,2,1\n",
    "collaborations": "collaboration_id,user_id,collaboration_content\n1,1,by zq_gone\n2,2,text\n",
    "collaboration_content": "collaboration_id,collaboration_content\n1,a\n2,theirs\n",
    "feedbacks": "feedback_id,user_id,answer_id\n1,1,10\n2,2,10\n3,2,11\n",
    "answers": "answer_id,answer_content\n10,yes\n11,theirs\n",
}
OF_OTHERS = {
    "users": [{"user_id": "1", "user_name": "ann"}],
    "user_pii": [{"user_id": "1", "user_name": "ann", "user_email": "ann@x.org"}],
    "observed_events": [
        {"observed_event_id": "1", "user_id": "1", "observed_event_timestamp": "2013"}
    ],
    "submissions": [{"submission_id": "1", "user_id": "1", "problem_id": "7"}],
    "assessments": [{"assessment_id": "1", "submission_id": "1"}],
    "collaborations": [
        {"collaboration_id": "1", "user_id": "1", "collaboration_content": "by ********"}
    ],
    "collaboration_content": [{"collaboration_id": "1", "collaboration_content": "a"}],
    "feedbacks": [{"feedback_id": "1", "user_id": "1", "answer_id": "10"}],
    "answers": [{"answer_id": "10", "answer_content": "yes"}],
}


def write_moocdb(lander: Lander) -> Path:
    for name, text in MOOCDB.items():
        lander.write(f"db/{name}.csv", text.encode())
    return lander.folder / "db"


def rows_of(lander: Lander, course: str) -> dict[str, list[dict[str, str]]]:
    rows = lander.rows(
        "select table_name, fields from raw_moocdb.table_rows where course_id = ? order by row_no",
        course,
    )
    return {name: [json.loads(text) for table, text in rows if table == name] for name in MOOCDB}


@pytest.mark.parametrize(
    "named", [("--user-id", "2", "--course", COURSE), ("--username", "zq_gone@x.org")]
)
def test_rows_of_a_person_in_a_moocdb_go_and_stay_out(
    named: tuple[str, ...], lander: Lander
) -> None:
    lander.run("moocdb", write_moocdb(lander), "--course", COURSE)
    lander.run("forget", "--platform", "moocdb", *named, "--yes")
    assert rows_of(lander, COURSE) == OF_OTHERS
    counts = "select table_name, n_rows, n_landed from raw_moocdb.row_counts order by all"
    expected = sorted((name, len(rows), len(rows)) for name, rows in OF_OTHERS.items())
    assert lander.rows(counts) == expected
    lander.run("moocdb", write_moocdb(lander), "--course", COURSE)
    again = OF_OTHERS | {"collaborations": rows_of(lander, COURSE)["collaborations"]}
    assert rows_of(lander, COURSE) == again
    assert lander.rows(counts) == expected


def test_an_id_of_a_moocdb_is_of_one_course(lander: Lander) -> None:
    for course in (COURSE, "other"):
        lander.run("moocdb", write_moocdb(lander), "--course", course)
    words = ("forget", "--platform", "moocdb", "--user-id", "2", "--yes")
    assert "name it with --course" in lander.run(*words, code=2).stderr
    # The id leads to a name, and the name to who has it elsewhere.
    lander.run(*words, "--course", COURSE)
    assert rows_of(lander, COURSE) == rows_of(lander, "other") == OF_OTHERS
    assert "moocdb undo" in lander.run(*words[:3], "--older-than", "1Y", code=2).stderr
