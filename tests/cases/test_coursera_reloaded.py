"""An export landed again while its clickstream grows: the marts are those of the last state."""

from __future__ import annotations

import json
from pathlib import Path

from conftest import Warehouse

COURSE = "course-001"
BUILT = [
    "+fct_events",
    "+fct_sessions",
    "+fct_page_visits",
    "+fct_video_segments",
    "+fct_problem_responses",
    "+observed_events",
    "+learner_ids",
    "+rpt_clickstream_matches",
]
EXPORT = """
CREATE TABLE `hash_mapping` (`user_id` int, `session_user_id` text, `eventing_user_id` text);
INSERT INTO `hash_mapping` VALUES {people};
CREATE TABLE `users` (`session_user_id` text, `access_group_id` int, `registration_time` int);
INSERT INTO `users` VALUES ('ana',4,1358121600);
CREATE TABLE `quiz_submission_metadata` (
  `id` int, `item_id` int, `session_user_id` text, `submission_time` int, `raw_score` double
);
INSERT INTO `quiz_submission_metadata` VALUES {submissions};
CREATE TABLE `forum_posts` (
  `id` int, `thread_id` int, `user_id` int, `post_time` int, `post_text` text
);
INSERT INTO `forum_posts` VALUES (1,1,1,1358125200,'Hello');
"""
FIRST = EXPORT.format(
    people="(1,'ana','e1'),(2,'bob','e2')",
    submissions="(7,1,'ana',1358128800,1),(8,1,'bob',1358128900,0)",
)
# Bob is gone with what he did, the name e2 is Cem's now, and Ana's quiz was handed in once more.
SECOND = EXPORT.format(
    people="(1,'ana','e1'),(3,'cem','e2')",
    submissions="(7,1,'ana',1358128800,1),(9,1,'ana',1358129000,2)",
)


def clickstream() -> str:
    """Three people open a lecture, play and pause: two of them are in the exports."""
    lines = []
    for name in ("e1", "e2", "unknown"):
        page = {
            "username": name,
            "page_url": f"https://class.coursera.org/{COURSE}/lecture/view?lecture_id=4",
        }
        lines.append(page | {"key": "pageview", "timestamp": 1358124000000})
        for action, second in (("play", 0), ("pause", 30)):
            value = json.dumps({"type": action, "currentTime": second})
            event = {"key": "user.video.lecture.action", "value": value}
            lines.append(page | event | {"timestamp": 1358124001000 + 1000 * second})
    return "".join(json.dumps(line) + "\n" for line in lines)


def land_export(warehouse: Warehouse, export: str) -> None:
    dump = warehouse.folder / "export.sql"
    dump.write_text(export)
    warehouse.land(dump, "--course", COURSE, source="coursera-exports", final=False)
    warehouse.build(select=BUILT)


def land_clicks(warehouse: Warehouse, text: str, *, final: bool) -> None:
    clicks = warehouse.folder / "clicks.jsonl"
    clicks.write_text(text)
    warehouse.land(clicks, "--course", COURSE, source="coursera-clickstream", final=final)


def test_a_new_export_leaves_nothing_of_the_old_one(tmp_path: Path) -> None:
    (tmp_path / "fresh").mkdir()
    reloaded, fresh = Warehouse(tmp_path), Warehouse(tmp_path / "fresh")
    text = clickstream()
    land_clicks(reloaded, text[: len(text) // 2], final=False)
    land_export(reloaded, FIRST)
    assert len(reloaded.rows("from private.learner_ids where id = 'bob'")) > 0
    land_clicks(reloaded, text, final=True)
    land_export(reloaded, SECOND)
    land_clicks(fresh, text, final=True)
    land_export(fresh, SECOND)
    schemas = ("marts", "moocdb", "private")
    assert reloaded.checksums(*schemas) == fresh.checksums(*schemas)
    watched = fresh.rows("""
        select ids.id, round(sum(segments.end_seconds - segments.start_seconds))
        from marts.fct_video_segments as segments
        inner join private.learner_ids as ids using (learner_id)
        where ids.id_kind = 'session_user_id' group by all order by all
    """)
    assert watched == [("ana", 30), ("cem", 30)]
    matches = fresh.rows(
        "select id_kind, n_names, n_names_matched from marts.rpt_clickstream_matches order by all"
    )
    assert matches == [("eventing_user_id", 3, 2), ("session_user_id", 3, 0)]
