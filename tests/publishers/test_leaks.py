"""Nobody is named in anything that is published; what the scanner finds when somebody is."""

import json
import shutil
from pathlib import Path

import duckdb
import pytest
from conftest import ROOT, Warehouse
from leaks import Found, leaks, numbers_of, people_of, texts_of
from typer.testing import CliRunner

from publishers.__main__ import app

# User names of the samples that are words of the project's descriptions, too.
INNOCENT = ("anonymous", "somebody")
PEOPLE = {
    "ivan_orlova29": "user name",
    "ivan_orlova29@example.com": "e-mail",
    "jürgen weiß": "name",
    "198.51.100.213": "address",
    "5ed8dcb5d93b6167ad90639bcf7456ac": "id",
    "4438930789": "id",
    "o'brien & söhne": "user name",
}


def publish(database: Path, *arguments: str | Path) -> None:
    """Run a command of the publishers in this process."""
    result = CliRunner().invoke(app, [*map(str, arguments), "--database", str(database)])
    assert result.exit_code == 0, (result.output, result.exception)


def found_in(folder: Path, database: Path) -> Found:
    """What names people of a warehouse in the files of a folder."""
    return leaks(texts_of(folder), people_of(database), numbers_of(database), INNOCENT)


def test_nobody_is_named_in_files(both_platforms: Warehouse, tmp_path: Path) -> None:
    """The report and the gallery are searched where they are written, in their own tests."""
    publish(both_platforms.database, "serve", tmp_path / "copy.duckdb")
    publish(both_platforms.database, "csv", tmp_path / "csv")
    publish(both_platforms.database, "parquet", tmp_path / "parquet")
    publish(both_platforms.database, "moocdb-csv", tmp_path / "moocdb")
    publish(both_platforms.database, "features", tmp_path / "features", "--form", "long")
    texts = [*texts_of(tmp_path)]
    assert len(texts) > 1000
    people, numbers = people_of(both_platforms.database), numbers_of(both_platforms.database)
    assert leaks(texts, people, numbers, INNOCENT) == set()


def test_nobody_is_named_in_docs(both_platforms: Warehouse) -> None:
    """The site of the docs is made of these files alone."""
    paths = [*ROOT.glob("*.md"), *ROOT.glob("docs/**/*.md"), *ROOT.glob("models/marts/**/*.yml")]
    texts = [(str(path), path.read_text()) for path in paths]
    people = people_of(both_platforms.database)
    named = leaks(texts, people, innocent=INNOCENT)
    invented = {
        leak for leak in named if leak[1] in ("e-mail", "address") and leak[2] not in people
    }
    assert named - invented == set()
    assert all(is_for_examples(text) for *_, text in invented), invented


def is_for_examples(text: str) -> bool:
    """Whether an address is one of those that are reserved for documentation, or a local one."""
    hosts = ("@example.com", "@example.org", "@example.net", ".example.com", ".example.org")
    networks = ("192.0.2.", "198.51.100.", "203.0.113.", "127.", "10.", "192.168.", "2001:db8:")
    return text.endswith(hosts) or text.startswith(networks)


def test_planted_names_are_found_in_what_is_published(
    both_platforms: Warehouse, tmp_path: Path
) -> None:
    """The way from a mart to each format keeps the name, so a leak of a model is seen."""
    database = tmp_path / "planted" / "warehouse.duckdb"
    database.parent.mkdir()
    shutil.copy(both_platforms.database, database)
    with duckdb.connect(str(database)) as connection:
        connection.execute(
            "update intermediate.int_videos "
            "set display_name = 'Talk with Caê Rocha: ' || display_name"
        )
        connection.execute(
            "update warehouse.moocdb.urls set url = 'https://lms.example.org/u/ivan_orlova29?x=1' "
            "where url_id = (select min(url_id) from warehouse.moocdb.urls)"
        )
    out = tmp_path / "out"
    out.mkdir()
    publish(database, "serve", out / "copy.duckdb")
    publish(database, "csv", out, "--marts", "dim_videos,urls")
    course = ("--course", "MOOCdbX/Stat101/2025_Fall")
    for ending in ("csv", "html"):
        publish(database, "chart", "most_watched", "-o", out / f"chart.{ending}", *course)
    found = found_in(out, database)
    assert {name for *_, name in found} == {"caê rocha", "ivan_orlova29"}
    places = {place for place, _, name in found if name == "caê rocha"}
    assert {"copy.duckdb marts.dim_videos.display_name", "chart.csv", "chart.html"} <= places
    assert any(place.endswith("dim_videos.csv") for place in places)
    places = {place for place, _, name in found if name == "ivan_orlova29"}
    assert "copy.duckdb moocdb.urls.url" in places


@pytest.mark.parametrize(
    ("text", "leak"),
    [
        ("by Ivan_Orlova29.", ("user name", "ivan_orlova29")),
        ("/users/ivan_orlova29/posts", ("user name", "ivan_orlova29")),
        ("mailto:ivan_orlova29@example.com?x", ("e-mail", "ivan_orlova29@example.com")),
        ("J&uuml;rgen Wei&#223;", ("name", "jürgen weiß")),
        (json.dumps({"by": "Jürgen Weiß"}), ("name", "jürgen weiß")),
        ("?q=J%C3%BCrgen%20Wei%C3%9F", ("name", "jürgen weiß")),
        ("JÜRGEN WEIẞ", ("name", "jürgen weiß")),
        ("seen at 198.51.100.213:443", ("address", "198.51.100.213")),
        ("at 203.0.113.9", ("address", "203.0.113.9")),
        ("::ffff 2001:db8:0:0:0:0:0:7", ("address", "2001:db8:0:0:0:0:0:7")),
        ("a stranger@school.example.net wrote", ("e-mail", "stranger@school.example.net")),
        ("_5ed8dcb5d93b6167ad90639bcf7456ac", None),
        ("-5ED8dcb5d93b6167ad90639bcf7456ac-", ("id", "5ed8dcb5d93b6167ad90639bcf7456ac")),
        ("session 4438930789-1452555161000", ("id", "4438930789")),
        ("O&#39;Brien &amp; S&ouml;hne", ("user name", "o'brien & söhne")),
        ('{"user_id": 2033}', ("id after a word", 'user_id": 2033')),
        ("/users/2033", ("id after a word", "users/2033")),
        ("2033 learners, 44 users", None),
        ("ivan_orlova291 and xivan_orlova29", None),
        ("Chrome/142.0.0.1 of 1.2.3.4.5, version 300.1.1.1", None),
        ("block-v1:X+Y+Z+type@html+block@intro", None),
    ],
)
def test_scanner(text: str, leak: tuple[str, str] | None) -> None:
    people = {name.casefold(): kind for name, kind in PEOPLE.items()}
    found = leaks([("here", text)], people, ["2033"])
    expected = leak and ("here", leak[0], leak[1].casefold())
    assert (expected in found) if expected else found == set()


def test_every_kind_of_file_is_read(tmp_path: Path) -> None:
    """Names in a file's name, in CSV, HTML, SVG, JSON, Markdown, SQL, Parquet and DuckDB."""
    name = "Jürgen Weiß"
    for ending in ("csv", "html", "svg", "json", "md", "sql"):
        (tmp_path / f"one.{ending}").write_text(f'"a","by {name}, 7"', encoding="utf-8")
    (tmp_path / "report of ivan_orlova29.txt").write_text("")
    with duckdb.connect() as connection:
        connection.execute(f"attach '{tmp_path / 'one.duckdb'}' as one")
        connection.execute("create schema one.marts")
        connection.execute(f"create table one.marts.t as select [{{'by': '{name}'}}] as nested")
        connection.execute(
            f"copy (from one.marts.t) to '{tmp_path / 'one.parquet'}' (format parquet)"
        )
        connection.execute("create table one.marts.ids as select 4438930789 as learner_id")
    found = leaks(texts_of(tmp_path), {text.casefold(): kind for text, kind in PEOPLE.items()})
    named = {place for place, _, text in found if text == name.casefold()}
    assert named == {
        *(f"one.{ending}" for ending in ("csv", "html", "svg", "json", "md", "sql")),
        "one.duckdb marts.t.nested",
        "one.parquet.nested",
    }
    assert found - {leak for leak in found if leak[0] in named} == {
        ("report of ivan_orlova29.txt", "user name", "ivan_orlova29"),
        ("one.duckdb marts.ids.learner_id", "id", "4438930789"),
    }


def test_people_of_the_landed_data_are_those_of_schema_private(both_platforms: Warehouse) -> None:
    """The scanner looks for whatever the models call personal, and more."""
    known = people_of(both_platforms.database)
    texts = both_platforms.rows(
        """
        select 'username', username from private.learner_identities
        union select 'platform id', platform_user_id from private.learner_identities
        union
        select 'id', id from private.learner_ids
        where not starts_with(id_kind, 'learner_id') -- a pseudonym of the project's own
        union select 'e-mail', email from private.learner_profiles
        union select 'full name', full_name from private.learner_profiles
        union select 'address', ip from private.event_addresses
        """
    )
    personal = {(kind, text.strip().casefold()) for kind, text in texts if text}
    assert {kind for kind, _ in personal} == {
        "username", "platform id", "id", "e-mail", "full name", "address",
    }  # fmt: skip
    assert {
        (kind, text)
        for kind, text in personal
        if text not in known and len(text) >= 3 and not (text.isdigit() and len(text) < 7)
    } == set()
