"""User agents: found in whatever lines hold them, parsed once, in the transaction of the load."""

import json
from pathlib import Path

import duckdb
import pyarrow as pa
import pytest
from lander import Lander

from loaders.warehouse.user_agents import LONGEST, UserAgents, parsed


@pytest.fixture
def lander(tmp_path: Path) -> Lander:
    return Lander(tmp_path)


def found_in(*lines: str) -> set[str]:
    agents = UserAgents()
    for line in lines:
        agents.look_at(pa.array([line], pa.large_string()))
    return agents.texts


def event(agent: object, key: str = "agent") -> dict[str, object]:
    return {"event_type": "play_video", "username": "ann", key: agent, "ip": "1.2.3.4"}


def test_texts_are_those_that_staging_reads() -> None:
    assert found_in(json.dumps(event("curl/7.1"))) == {"curl/7.1"}
    assert found_in(json.dumps(event(" curl/7.1\n"))) == {"curl/7.1"}
    assert found_in(json.dumps(event('a "quoted" \\ thing'))) == {'a "quoted" \\ thing'}
    assert found_in(json.dumps(event("Größe")), '{"agent":"né"}') == {"Größe", "né"}
    assert found_in(json.dumps(event(""))) == found_in(json.dumps(event(None))) == set()
    assert found_in(json.dumps(event(7))) == found_in("") == found_in("no JSON") == set()
    assert found_in('{"agent": "ends nowhere') == set()


def test_half_a_surrogate_pair_is_replaced_as_in_staging() -> None:
    assert found_in('{"agent": "x\\ud83d", "ip": "1.2.3.4"}') == {"x\ufffd"}
    assert found_in('{"agent": "x\\ud83d\\ude00"}') == {"x\U0001f600"}


def test_escaped_characters_count_once() -> None:
    text = "é" * LONGEST
    assert found_in(json.dumps(event(text))) == {text}


def test_the_keys_of_coursera_are_known() -> None:
    assert found_in(json.dumps(event("a", "user_agent")), json.dumps(event("b", "user-agent"))) == {
        "a",
        "b",
    }


def test_events_within_the_text_of_a_shipper_are_read() -> None:
    line = json.dumps(event('a "quoted" thing'))
    for _ in range(3):
        line = json.dumps({"message": line})
        assert found_in(line) == {'a "quoted" thing'}


def test_a_text_that_differs_behind_its_first_quote_is_another() -> None:
    texts = {'x "1"', 'x "2"'}
    assert found_in(*(json.dumps(event(text)) for text in texts)) == texts


def test_what_is_too_long_is_not_parsed() -> None:
    assert parsed("curl/7 " + "x" * LONGEST)["browser"] is None
    assert found_in(json.dumps(event("x" * 20 * LONGEST))) == set()


def test_a_load_adds_what_is_new(lander: Lander) -> None:
    log = lander.write("tracking.log", json.dumps(event("curl/7.1")).encode() + b"\n")
    lander.land(log)
    lander.append(log, json.dumps(event("curl/7.1")).encode() + b"\n")
    lander.append(log, json.dumps(event("curl/8.1")).encode() + b"\n")
    lander.land(log)
    sql = "select load_id, user_agent, browser_version from raw.user_agents order by load_id"
    assert lander.rows(sql) == [(1, "curl/7.1", "7.1"), (2, "curl/8.1", "8.1")]


def test_a_warehouse_made_before_there_was_the_table_gets_it(lander: Lander) -> None:
    log = lander.write("tracking.log", json.dumps(event("curl/7.1")).encode() + b"\n")
    lander.land(log)
    with duckdb.connect(str(lander.database)) as con:
        con.execute("drop table raw.user_agents")
    lander.land(log)
    assert lander.rows("select load_id, browser from raw.user_agents") == [(0, "curl")]


@pytest.mark.parametrize(
    ("text", "os", "browser", "device_type"),
    [
        (
            "Mozilla/5.0 (Windows NT 6.1; rv:21.0) Gecko/20100101 Firefox/21.0",
            ("Windows", "7"),
            ("Firefox", "21.0"),
            "desktop",
        ),
        (
            "Mozilla/5.0 (Macintosh; Intel Mac OS X 10_8_4) AppleWebKit/536.30.1 "
            "(KHTML, like Gecko) Version/6.0.5 Safari/536.30.1",
            ("Mac OS X", "10.8.4"),
            ("Safari", "6.0.5"),
            "desktop",
        ),
        (
            "Mozilla/5.0 (Android 6.0.1; Mobile; rv:48.0) Gecko/48.0 Firefox/48.0",
            ("Android", "6.0.1"),
            ("Firefox Mobile", "48.0"),
            "mobile",
        ),
        (
            "Mozilla/5.0 (Linux; Android 9; SM-T510) AppleWebKit/537.36 Chrome/80.0 Safari/537.36",
            ("Android", "9"),
            ("Chrome", "80.0"),
            "tablet",
        ),
        (
            "Dalvik/1.6.0 (Linux; U; Android 4.0.2; sdk Build/ICS_MR0)",
            ("Android", "4.0.2"),
            ("Android", "4.0.2"),
            "mobile",
        ),
        (
            "Opera/9.80 (J2ME/MIDP; Opera Mini/7.1.32052/29.3709; U; en) Presto/2.8.119",
            (None, None),
            ("Opera Mini", "7.1.32052"),
            "mobile",
        ),
        (
            "Mozilla/5.0 (compatible; Googlebot/2.1; +http://www.google.com/bot.html)",
            (None, None),
            ("Googlebot", "2.1"),
            "bot",
        ),
        ("ELB-HealthChecker/1.0", (None, None), (None, None), "bot"),
        (
            "curl/7.22.0 (x86_64-pc-linux-gnu) libcurl/7.22.0",
            ("Linux", None),
            ("curl", "7.22.0"),
            "other",
        ),
        ("Mozilla/5.0", (None, None), (None, None), "other"),
    ],
)
def test_what_a_user_agent_tells(
    text: str,
    os: tuple[str | None, str | None],
    browser: tuple[str | None, str | None],
    device_type: str,
) -> None:
    row = parsed(text)
    assert (row["os"], row["os_version"]) == os
    assert (row["browser"], row["browser_version"]) == browser
    assert row["device_type"] == device_type
