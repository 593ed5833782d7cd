"""The sample session of Coursera: what the generator writes, and the marts say what is true."""

from __future__ import annotations

import json
from pathlib import Path

from conftest import ROOT, Warehouse, same_rows
from sample_set import contents

from sample_logs.coursera.files import CLICKSTREAM, write

FOLDER = ROOT / "sample_logs" / "coursera_session"
TRUTH = json.loads(FOLDER.with_name("coursera_session.truth.json").read_text(encoding="utf-8"))
COURSE = TRUTH["session"]
COUNTS = {
    "people": "private.learner_ids inner join moocdb.users on learner_id = users.user_id "
    "where id_kind = 'session_user_id'",
    "registered": "marts.fct_enrollments where is_enrolled",
    "graded": "marts.fct_grades where percent is not null",
    "passed": "marts.fct_grades where passed",
    "clicks": "marts.fct_events where event_source = 'browser' and not is_staff",
    "events": "marts.fct_events where event_source = 'server' and not is_staff "
    "and learner_id is not null",
    "video_plays": "marts.fct_events where event_type = 'play_video' and not is_staff",
    "video_segments": "marts.fct_video_segments where is_plausible",
    "attempts": "marts.fct_problem_attempts",
    "late_attempts": "marts.fct_problem_attempts inner join marts.dim_content "
    "on fct_problem_attempts.block_id = dim_content.block_id where attempted_at > due_at",
    "submissions": "moocdb.submissions",
    "correct": "moocdb.assessments where assessment_grade = 1",
    "partially-correct": "moocdb.assessments "
    "where assessment_grade > 0 and assessment_grade < 1",
    "incorrect": "moocdb.assessments where assessment_grade = 0",
    "unjudged": "moocdb.assessments where assessment_grade is null",
} | {
    name: "moocdb.collaborations "
    "inner join moocdb.collaboration_types using (collaboration_type_id) "
    f"where collaboration_type_name = '{name}'"
    for name in ("forum_post", "forum_answer", "forum_comment", "forum_vote", "wiki_edit")
}  # fmt: skip
ODD = ("acts_of_nobody", "submissions_cut_off", "saved_only", "votes_without_time")
MATCHES = TRUTH["matches"]
UNMATCHED = MATCHES | {"n_names_matched": 0, "n_events_matched": 0}
EXPECTED = {
    "select n_lines, n_accepted, n_not_json, n_duplicate from marts.rpt_line_ledger": [
        (sum(TRUTH["lines"].values()), *TRUTH["lines"].values())
    ],
    "select id_kind, n_ids, n_names, n_names_matched, n_events, n_events_matched "
    "from marts.rpt_clickstream_matches": [
        ("eventing_user_id", *MATCHES.values()),
        ("public_user_id", *UNMATCHED.values()),
        ("session_user_id", *UNMATCHED.values()),
    ],
    "select id from marts.dim_staff inner join private.learner_ids using (learner_id) "
    "where id_kind = 'session_user_id'": [(name,) for name in TRUTH["staff"]],
    "select value, n_learners, n_events from marts.rpt_audience "
    "where dimension = 'language' and value is not null": [
        (name, *counts) for name, counts in TRUTH["languages"].items()
    ],
    "select block_id, parent_block_id from marts.dim_content "
    "where block_type not in ('course', 'thread')": TRUTH["content"].items(),
    "select display_name from marts.dim_content where is_hidden": [("Quiz 1, to be",)],
    "select count(*) from moocdb.problems where problem_parent_id is not null": [
        (TRUTH["questions"],)
    ],
    # The automatic grader, and whom the clickstream alone knows.
    "select count(*) from moocdb.users": [(TRUTH["counts"]["people"] + 2,)],
    "select count(*) from moocdb.observed_events": [
        (TRUTH["counts"]["clicks"] + TRUTH["counts"]["events"],)
    ],
    "select round(1000 * sum(watched_seconds)) from marts.fct_video_segments": [
        (float(TRUTH["counts"]["video_milliseconds"]),)
    ],
    """
    select
        sum(n_unknown_learner) filter (where record <> 'quiz_answers'),
        sum(n_unreadable) filter (where record = 'quiz_answers'),
        sum(n_left_aside),
        sum(n_without_time)
    from marts.rpt_export_ledger
    """: [tuple(TRUTH["odd"][name] for name in ODD)],
}


def test_the_committed_session_is_what_the_generator_writes(tmp_path: Path) -> None:
    told = write(tmp_path / "session", TRUTH["seed"])
    assert contents(tmp_path / "session") == contents(FOLDER)
    assert told == TRUTH
    assert told["counts"].keys() == COUNTS.keys() | {"video_milliseconds"}
    assert sum(path.stat().st_size for path in FOLDER.iterdir()) < 200_000


def test_a_seed_decides_everything(tmp_path: Path) -> None:
    for name, seed in (("a", 5), ("b", 5), ("c", 6)):
        write(tmp_path / name, seed)
    a, b, c = (contents(tmp_path / name) for name in "abc")
    assert a == b
    assert a.keys() == c.keys()
    assert all(a[name] != c[name] for name in a)


def test_the_marts_say_what_is_true(warehouse: Warehouse) -> None:
    # One test for all, since it is the build that takes long. `make test` runs the data
    # tests on the samples of both platforms.
    warehouse.land(FOLDER, "--course", COURSE, source="coursera-exports", final=False)
    clicks = FOLDER / CLICKSTREAM
    warehouse.land(clicks, "--course", COURSE, source="coursera-clickstream")
    warehouse.build()
    found = {name: warehouse.rows(f"select count(*) from {rows}") for name, rows in COUNTS.items()}
    assert found == {name: [(TRUTH["counts"][name],)] for name in COUNTS}
    for query, rows in EXPECTED.items():
        same_rows(warehouse.rows(query), rows)
