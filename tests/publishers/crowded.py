"""A course with hundreds of videos and problems, made of a sample course."""

from pathlib import Path

import duckdb

SECTIONS, VIDEOS, PROBLEMS = 5, 20, 10  # how many times as many
TABLES = {
    "rpt_videos": ("video_id", VIDEOS),
    "fct_video_timeline": ("video_id", VIDEOS),
    "rpt_video_milestones": ("video_id", VIDEOS),
    "dim_videos": ("video_id", VIDEOS),
    "rpt_problems": ("problem_id", PROBLEMS),
    "rpt_answer_distribution": ("problem_id", PROBLEMS),
    "rpt_item_difficulty": ("block_id", PROBLEMS),
    "dim_content": ("block_id", PROBLEMS),
    "rpt_section_engagement": ("block_id", SECTIONS),
}
#: Names are as long as people write them.
NAMES = {"display_name", "title"}
TAIL = " of a week, and what a course team wrote into a long name"


def crowd(database: Path, course: str) -> dict[str, int]:
    """Multiply the content of a course in the marts of a scratch warehouse; returns how much."""
    with duckdb.connect(str(database)) as connection:
        for table, (key, times) in TABLES.items():
            columns = [
                name for (name, *_) in connection.execute(f"describe marts.{table}").fetchall()
            ]
            values = ", ".join(
                f"{name} || ' ' || n || '{TAIL}' as {name}" if name in NAMES
                else f"{name} || '~' || n as {name}" if name in (key, "item_id")
                else f"place_in_parent + 100 * n as {name}" if name == "place_in_parent"
                else name
                for name in columns
            )  # fmt: skip
            connection.execute(
                f"create table marts.crowded as select * from marts.{table} union all "
                f"select {values} from marts.{table}, range(1, {times}) as copies (n) "
                "where course_id = ?",
                [course],
            )
            (kind,) = connection.execute(
                "select table_type from information_schema.tables "
                "where table_schema = 'marts' and table_name = ?",
                [table],
            ).fetchone() or ("",)
            connection.execute(f"drop {'view' if kind == 'VIEW' else 'table'} marts.{table}")
            connection.execute(f"alter table marts.crowded rename to {table}")
        return {
            table: connection.execute(
                f"select count(*) from marts.{table} where course_id = ?", [course]
            ).fetchall()[0][0]
            for table in ("rpt_videos", "rpt_problems")
        }
