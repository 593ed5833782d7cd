"""Lines that break naive parsers: each accepted, or rejected for the right reason."""

from pathlib import Path

import pytest
from conftest import Warehouse

# Fate of the lines of odd_lines.log, by number.
FATES = {
    # Segment's own envelopes; the platform logs the same clicks as mobile events.
    "no_event_type": [*range(1, 13), 23, 27],
    "no_time": [32],
    # An event; two other times; an anonymous one.
    "accepted": [13, 28, 29, 35],
    "not_json": [19, 20],  # cut in the middle; its last brace is missing
    "comment": [21],
    "blank": [22],
    "not_object": [24, 25, 26],  # [], null, "text"
    # The same event behind prefixes of syslog, python logging and grep, behind a lone colon, with a
    # trailing blank and words, and with its time spelled otherwise.
    "duplicate": [*range(14, 19), 30, 31, 33, 34, 36, 37, 38],
}


@pytest.fixture(scope="module")
def odd_lines(shared: Path, tmp_path_factory: pytest.TempPathFactory) -> Warehouse:
    warehouse = Warehouse(tmp_path_factory.mktemp("odd_lines"))
    log = shared / "data" / "edx" / "odd_lines.log"
    return warehouse.land(log).build(select=["+stg_edx__line_fates", "+stg_edx__events"])


def test_every_odd_line_has_its_fate(odd_lines: Warehouse) -> None:
    found = odd_lines.rows("select line_no, fate from private.stg_edx__line_fates order by 1")
    expected = {number: fate for fate, numbers in FATES.items() for number in numbers}
    assert dict(found) == expected


def test_blank_user_is_anonymous_whatever_the_id(odd_lines: Warehouse) -> None:
    found = odd_lines.rows("select line_no from private.stg_edx__events where learner_id is null")
    assert found == [(35,)]


def test_what_the_accepted_odd_lines_say(odd_lines: Warehouse) -> None:
    found = odd_lines.rows(
        """
        select line_no, event_at, username, course_id, payload
        from private.stg_edx__lines where fate = 'accepted'
        """
    )
    spelled_without_fraction = {28: "18:56:06", 29: "18:56:06.5", 31: "18:56:06"}
    for line_no, event_at, username, course_id, payload in found:
        time = spelled_without_fraction.get(line_no, "18:56:06.506539")
        assert str(event_at).rstrip("0") == f"2018-09-16 {time}".rstrip("0"), line_no
        assert course_id == "course-v1:U+C1+2018", line_no
        assert username == (None if line_no in (35, 36) else "ana"), line_no
        assert '"currentTime": 7.006' in payload, line_no


def test_ledger_and_user_agents_cover_all_real_logs(shared: Path, warehouse: Warehouse) -> None:
    logs = sorted((shared / "data" / "edx").glob("*.log"))
    warehouse.land(shared / "data" / "edx").build(tests=True)
    found = warehouse.rows("select path, n_lines from marts.rpt_line_ledger")
    expected = {log.name: len(log.read_bytes().rstrip(b"\n").split(b"\n")) for log in logs}
    assert {Path(path).name: lines for path, lines in found} == expected
    unparsed = warehouse.rows(
        """
        select user_agent from intermediate.int_user_agents
        where user_agent not in (select user_agent from raw.user_agents)
        """
    )
    assert unparsed == []
