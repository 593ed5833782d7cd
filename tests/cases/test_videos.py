"""What an independent program makes of ten thousand lines of video events, row by row."""

import json
from pathlib import Path

from conftest import Warehouse, read_csv, same_rows


def test_video_10k(shared: Path, warehouse: Warehouse) -> None:
    case = shared / "cases" / "video_10k"
    staff = (case / "staff.txt").read_text().split()
    warehouse.land(case / "tracking.log-20210601.gz").build(tests=True, staff=staff)
    same_seconds(
        warehouse.rows(
            """
            select
                course_id, username, video_id, closed_at at time zone 'UTC', closed_by,
                start_seconds, end_seconds
            from marts.fct_video_segments
            inner join private.learner_identities using (learner_id)
            """
        ),
        [
            (
                row["course_id"], row["username"], row["id"], moment(row["time"]),
                row["close_type"], row["start"], row["end"],
            )
            for row in read_csv(case / "segments.csv")
        ],
    )
