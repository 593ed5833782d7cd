"""The dbt Python model that parses user agents (dbt has unit tests for SQL models only)."""

import importlib.util
from pathlib import Path
from types import ModuleType

import duckdb
import pytest

SOURCE = Path(__file__).parents[2] / "models" / "intermediate" / "events" / "int_user_agents.py"


@pytest.fixture(scope="module")
def user_agents() -> ModuleType:
    spec = importlib.util.spec_from_file_location("int_user_agents", SOURCE)
    assert spec and spec.loader
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


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
    user_agents: ModuleType,
    text: str,
    os: tuple[str | None, str | None],
    browser: tuple[str | None, str | None],
    device_type: str,
) -> None:
    row = user_agents.parsed(text)
    assert (row["os"], row["os_version"]) == os
    assert (row["browser"], row["browser_version"]) == browser
    assert row["device_type"] == device_type


class FakeDbt:
    def __init__(self, events: duckdb.DuckDBPyRelation) -> None:
        self.events = events

    def config(self, **options: str) -> None:
        assert options == {"materialized": "table"}

    def ref(self, name: str) -> duckdb.DuckDBPyRelation:
        assert name == "int_events"
        return self.events


def test_each_distinct_text_is_one_row(user_agents: ModuleType) -> None:
    session = duckdb.connect()
    events = session.sql("select unnest(['curl/7.1.0', null, 'curl/7.1.0', 'x']) as user_agent")
    table = user_agents.model(FakeDbt(events), session)
    assert sorted(table.column("user_agent").to_pylist()) == ["curl/7.1.0", "x"]


def test_no_event_with_a_user_agent_is_an_empty_table(user_agents: ModuleType) -> None:
    session = duckdb.connect()
    events = session.sql("select null::varchar as user_agent")
    table = user_agents.model(FakeDbt(events), session)
    assert table.num_rows == 0 and "device_type" in table.column_names
