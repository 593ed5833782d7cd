"""A small export of Coursera, and its landing."""

from __future__ import annotations

import gzip
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from loaders.coursera.landing import Export, land_export
from loaders.coursera.sources import dumps_in, tables_of_dumps
from loaders.files.origins import Part
from loaders.warehouse.database import connect, prepare

HASH_MAPPING = """
CREATE TABLE `hash_mapping` (
  `user_id` int(11) NOT NULL, `session_user_id` varchar(255), `eventing_user_id` varchar(255)
) DEFAULT CHARSET=latin1;
INSERT INTO `hash_mapping` VALUES (1,'ana','e1'),(2,'bob','e2'),(3,'cem','e3');
"""
GENERAL = """
CREATE TABLE `users` (
  `session_user_id` varchar(160), `access_group_id` int(11), `registration_time` datetime,
  `email_forum` tinyint(4)
);
INSERT INTO `users` VALUES ('ana',4,'2013-01-14 00:00:00',1),('bob',4,'0000-00-00 00:00:00',1);
CREATE TABLE `quiz_submission_metadata` (`id` int, `item_id` int, `session_user_id` text);
INSERT INTO `quiz_submission_metadata` VALUES (7,1,'ana'),(8,1,'bob');
CREATE TABLE `kvs_course.136.quiz` (`key` text, `value` longtext);
INSERT INTO `kvs_course.136.quiz` VALUES
('submission.submission_id:7','s:70:\\"a:3:{s:7:\\"answers\\";a:1:{s:1:\\"q\\";a:1:{i:0;s:1:\\"o\\";}}'),
('saved.quiz_id:1.user_id:ana','s:0:\\"\\";');
CREATE TABLE `announcements` (`id` int);
"""
FORUM = """
CREATE TABLE `forum_posts` (
  `id` int, `thread_id` int, `user_id` int, `post_time` int, `post_text` text, KEY `id` (`id`)
);
INSERT INTO `forum_posts` VALUES (1,1,1,1358121600,'It\\'s ''fine''; (1,2) -- \\\\ \\n学习 \\0'),
(2,1,2,-1,NULL),(3,1,3,0,0x41c3a9);
"""


def connected(folder: Path) -> Any:
    """An empty warehouse."""
    connection = connect(str(folder / "warehouse.duckdb"))
    prepare(connection, "warehouse.duckdb")
    return connection


def written(path: Path) -> Path:
    """A folder with the export."""
    path.mkdir()
    (path / "a.sql").write_text(GENERAL)
    (path / "b.sql").write_text(HASH_MAPPING)
    (path / "c.sql.gz").write_bytes(gzip.compress(FORUM.encode()))
    return path


def parts_in(folder: Path) -> Iterator[Part]:
    return tables_of_dumps(dumps_in(str(folder)), lambda n_bytes: None)


def land(con: Any, folder: Path, course: str = "course-1", **options: Any) -> Export:
    return land_export(con, course, parts_in(folder), **options)


def rows(con: Any, table: str) -> list[tuple[Any, ...]]:
    columns = "columns(* exclude (load_id, course_id))"
    return list(con.sql(f"select {columns} from raw_coursera.{table}").fetchall())


def everything(con: Any) -> dict[str, list[tuple[Any, ...]]]:
    """All rows of the tables that a load of an export writes."""
    names = con.sql(
        "select schema_name || '.' || table_name from duckdb_tables() "
        "where schema_name = 'raw_coursera' or table_name in ('loads', 'files')"
    )
    return {
        name: con.sql(f"select * from {name} order by all").fetchall()
        for (name,) in names.fetchall()
    }
