"""Public bug reports about videos, and cases of our own: what was watched, of how long a video."""

from pathlib import Path

from conftest import Warehouse

LEARNERS = "inner join private.learner_identities using (learner_id)"


def segments(warehouse: Warehouse, course: str) -> dict[str, list[tuple[float, float]]]:
    """Start and end of each segment of a course, by user name, in the order of time."""
    found: dict[str, list[tuple[float, float]]] = {}
    for username, start, end in warehouse.rows(
        f"select username, start_seconds, end_seconds from marts.fct_video_segments {LEARNERS} "
        f"where course_id = '{course}' order by username, closed_at"
    ):
        found.setdefault(username, []).append((start, end))
    return found


def views(warehouse: Warehouse, course: str) -> dict[tuple[str, str], tuple[object, ...]]:
    """Length, covered seconds, coverage and completion of each view, by user name and video."""
    rows = warehouse.rows(
        "select username, video_id, duration_seconds, covered_seconds, round(coverage, 3), "
        f"is_completed from marts.fct_video_views {LEARNERS} where course_id = '{course}'"
    )
    return {(username, video): tuple(measures) for username, video, *measures in rows}


def rates(warehouse: Warehouse, course: str) -> dict[str, tuple[float, float]]:
    """Watched seconds and speed of each segment of a course, by user name."""
    rows = warehouse.rows(
        "select username, watched_seconds, playback_rate "
        f"from marts.fct_video_segments {LEARNERS} where course_id = '{course}'"
    )
    return {username: (watched, rate) for username, watched, rate in rows}


def test_view_is_measured_against_its_own_length(
    shared: Path, reports_warehouse: Warehouse
) -> None:
    course = "course-v1:BugX+C01+2024"
    video = "010101010001abcdefabcdefabcdef00"
    assert views(reports_warehouse, course) == {
        ("before_fix", video): (2990, 87, 0.029, False),
        ("after_fix", video): (87, 87, 1, True),
    }
    assert reports_warehouse.rows(
        f"select duration_seconds from marts.dim_videos where course_id = '{course}'"
    ) == [(87,)]


def test_length_of_a_video_changes(reports_warehouse: Warehouse) -> None:
    course, video = "course-v1:OwnX+VideoLengths+2024", "own94lengths"
    today = (100, 90, 0.9, True)
    assert views(reports_warehouse, course) == {
        ("own94_old", video): (1000, 90, 0.09, False),
        ("own94_new", video): today,
        ("own94_both", video): today,
        ("own94_silent", video): today,
        ("own94_zero", video): today,
        ("own94_absurd", video): today,
        ("own94_zero", "own94unknown"): (None, 90, None, None),
    }
    assert reports_warehouse.rows(
        "select video_id, duration_seconds from marts.dim_videos "
        f"where course_id = '{course}' order by video_id"
    ) == [(video, 100), ("own94unknown", None)]
    assert reports_warehouse.rows(
        "select mean_coverage, completion_rate, n_learners_at_end from marts.rpt_videos "
        f"where course_id = '{course}' and video_id = 'own94unknown'"
    ) == [(None, None, None)]


def test_burst_of_plays_is_one_segment(shared: Path, reports_warehouse: Warehouse) -> None:
    assert segments(reports_warehouse, "course-v1:BugX+C03+2024") == {"burst": [(10, 70)]}


def test_play_after_jump_is_an_echo(shared: Path, reports_warehouse: Warehouse) -> None:
    both = [(10, 30), (100, 130)]
    assert segments(reports_warehouse, "course-v1:BugX+C04+2024") == {
        "old_place": both,
        "no_play": both,
    }


def test_seeks_are_read_in_every_spelling(reports_warehouse: Warehouse) -> None:
    found = segments(reports_warehouse, "course-v1:OwnX+SeekSpellings+2024")
    assert found.pop("own94_lost") == [(10, 50)]
    assert len(found) == 7
    assert all(parts == [(10, 30), (100, 130)] for parts in found.values()), found


def test_viewers_belong_to_the_run_they_watched_in(
    shared: Path, reports_warehouse: Warehouse
) -> None:
    assert reports_warehouse.rows(
        """
        select course_id, n_learners,
            (
                select count(*) from marts.fct_enrollments as enrollments
                where enrollments.course_id = videos.course_id and enrollments.is_enrolled
            )
        from marts.rpt_videos as videos where course_id like 'course-v1:BugX+C05+%'
        order by course_id
        """
    ) == [("course-v1:BugX+C05+2023", 2, 2), ("course-v1:BugX+C05+2024", 1, 2)]


def test_phone_that_sent_its_store_twice_watched_once(
    shared: Path, reports_warehouse: Warehouse
) -> None:
    course = "course-v1:BugX+C06+2024"
    assert segments(reports_warehouse, course) == {"offline": [(5, 65)]}
    assert reports_warehouse.rows(
        "select cast(activity_date as varchar), n_events, videos_played, video_seconds_watched "
        f"from marts.fct_person_course_day where course_id = '{course}'"
    ) == [("2024-03-06", 2, 1, 60)]
    assert reports_warehouse.rows(
        f"select nplay_video from marts.fct_person_course where course_id = '{course}'"
    ) == [(1,)]


def test_odd_and_blank_ids(shared: Path, reports_warehouse: Warehouse) -> None:
    course = "course-v1:BugX+C11+2024"
    assert segments(reports_warehouse, course) == {"odd_id": [(3, 33)]}
    assert reports_warehouse.rows(
        f"select n_learners from marts.dim_courses where course_id = '{course}'"
    ) == [(1,)]


def test_number_that_is_none_is_unknown(shared: Path, reports_warehouse: Warehouse) -> None:
    course = "course-v1:BugX+C20+2024"
    assert reports_warehouse.rows(
        "select grade, max_grade, is_correct from marts.fct_problem_attempts "
        f"where course_id = '{course}' order by attempted_at"
    ) == [(1, None, True), (None, 1, True), (1, 1, True)]
    assert reports_warehouse.rows(
        "select event_type, count(*) from marts.fct_events "
        f"where course_id = '{course}' and event_family = 'video' group by event_type"
    ) == [("speed_change_video", 1)]


def test_custom_course_is_apart_from_its_origin(shared: Path, reports_warehouse: Warehouse) -> None:
    course = "ccx-v1:BugX+C23+2024+ccx@7"
    assert segments(reports_warehouse, course) == {"ccx_kid": [(0, 50)]}
    assert reports_warehouse.rows(
        "select course_id, n_problem_attempts from marts.fct_person_course "
        "where course_id like '%BugX+C23+2024%' order by course_id"
    ) == [(course, 1), ("course-v1:BugX+C23+2024", 0)]


def test_course_known_by_the_frame(shared: Path, reports_warehouse: Warehouse) -> None:
    assert segments(reports_warehouse, "course-v1:BugX+C29+2024") == {"framed": [(0, 20)]}


def test_forged_speed_leaves_the_speed_before(shared: Path, reports_warehouse: Warehouse) -> None:
    # Case 36 gives the same user id another name.
    assert list(rates(reports_warehouse, "course-v1:Org+Demo+R1").values()) == [(10, 1)]


def test_impossible_speeds_are_unknown(reports_warehouse: Warehouse) -> None:
    assert rates(reports_warehouse, "course-v1:OwnX+Speeds+2024") == {
        "own94_forger": (15, 1.5),
        "own94_twice": (15, 1.25),
        "own94_nan": (15, 1),
        "own94_fast": (15, 16),
    }
