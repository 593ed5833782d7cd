"""Ranges of addresses: publishers' formats, refusals, and replacement as a whole."""

import gzip
import zipfile
from contextlib import closing
from pathlib import Path

import pytest
from typer.testing import CliRunner

from loaders.__main__ import app
from loaders.errors import Refusal
from loaders.ip_ranges.files import address_key, ranges_in
from loaders.warehouse.database import connect

BLOCKS = """network,geoname_id,registered_country_geoname_id
1.0.0.0/24,2077456,2077456
1.0.1.0/24,,1814991
1.0.2.0/23,,
"""
BLOCKS_V6 = """network,geoname_id,registered_country_geoname_id
2001:db8::/32,2077456,2077456
"""
LOCATIONS = """geoname_id,locale_code,continent_code,continent_name,country_iso_code,country_name
2077456,en,OC,Oceania,AU,Australia
1814991,en,AS,Asia,CN,China
6255148,en,EU,Europe,,
"""


def keys(source: Path) -> list[tuple[str, str, str]]:
    return [
        (address_key(item.first), address_key(item.last), item.country)
        for item in ranges_in(str(source))[1]
    ]


def test_maxmind_archive_joins_blocks_with_locations(tmp_path: Path) -> None:
    archive = tmp_path / "GeoLite2-Country-CSV.zip"
    with zipfile.ZipFile(archive, "w") as file:
        file.writestr("G/GeoLite2-Country-Blocks-IPv4.csv", BLOCKS)
        file.writestr("G/GeoLite2-Country-Blocks-IPv6.csv", BLOCKS_V6)
        file.writestr("G/GeoLite2-Country-Locations-en.csv", LOCATIONS)
        file.writestr("G/README.txt", "not a table")
    folder = tmp_path / "folder"
    folder.mkdir()
    with zipfile.ZipFile(archive) as file:
        file.extractall(folder)
    assert keys(archive) == keys(folder)
    assert keys(archive) == [
        ("40016777216", "40016777471", "AU"),
        ("40016777472", "40016777727", "CN"),
        ("620010db8" + "0" * 24, "620010db8" + "f" * 24, "AU"),
    ]


def test_numbers_are_of_ipv6_where_one_is_too_large_for_ipv4(tmp_path: Path) -> None:
    v4, v6 = tmp_path / "v4.csv", tmp_path / "v6.csv"
    v4.write_text('"0","16777215","-","-"\n"16777216","16777471","US","United States"\n')
    mapped = 0xFFFF << 32
    v6.write_text(
        f'"0","{mapped - 1}","-","-"\n"{mapped + 16777216}","{mapped + 16777471}","US","x"\n'
        f'"{0x20010DB8 << 96}","{(0x20010DB9 << 96) - 1}","AU","y"\n'
    )
    assert keys(v4) == [("40016777216", "40016777471", "US")]
    assert keys(v6) == [*keys(v4), ("620010db8" + "0" * 24, "620010db8" + "f" * 24, "AU")]


def test_ranges_that_touch_are_one(tmp_path: Path) -> None:
    packed = tmp_path / "mine.csv.gz"
    packed.write_bytes(
        gzip.compress(b"start,end,country\n192.0.2.0,192.0.2.9,de\n192.0.2.10,192.0.2.99,DE\n")
    )
    assert keys(packed) == [("43221225984", "43221226083", "DE")]


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ("1.2.3.4,1.2.3.9,DE\n1.2.3.9,1.2.3.20,FR\n", "line 2: the range overlaps"),
        ("1.2.3.4,1.2.3.9,DE\n1.2.4.0,x,FR\n", "line 2: not a range"),
        ("1.2.3.4,1.2.3.1,DE\n", "line 1: the range ends before it starts"),
        ("start,end,country\n1.2.3.4,1.2.3.9,Germany\n", "line 2: 'Germany' is not a country code"),
        ("hello,world\n", "line 1: neither a header of ranges nor"),
        ("start,end,country\n", "holds no address ranges"),
        (BLOCKS, "line 2: no locations file names the geoname_id 2077456"),
        ("network,geoname_id\n1.0.0.0/99,1\n", "line 2: not a network"),
    ],
)
def test_what_is_no_range_is_refused_with_its_line(tmp_path: Path, text: str, says: str) -> None:
    path = tmp_path / "ranges.csv"
    path.write_text(text)
    with pytest.raises(Refusal, match=says):
        ranges_in(str(path))


def test_a_later_file_replaces_the_earlier_as_a_whole(tmp_path: Path) -> None:
    database, runner = str(tmp_path / "w.duckdb"), CliRunner(env={"MOOCDB_SALT": "test"})
    path = tmp_path / "ranges.csv"
    for text, code in (
        ("192.0.2.0,192.0.2.9,DE\n198.51.100.0,198.51.100.9,FR\n", 0),
        ("192.0.2.0,192.0.2.9,PL\n", 0),
        ("192.0.2.0,192.0.2.9\n", 2),
    ):
        path.write_text(text)
        done = runner.invoke(app, ["ip-ranges", str(path), "--database", database])
        assert done.exit_code == code, done.output
    with closing(connect(database, read_only=True)) as con:
        assert con.sql("select load_id, country from raw.ip_ranges").fetchall() == [(2, "PL")]
        assert con.sql(
            "select load_id, is_current from raw.files where source = 'ip-ranges' order by 1"
        ).fetchall() == [(1, False), (2, True)]


def test_a_file_that_is_not_there_is_refused(tmp_path: Path) -> None:
    with pytest.raises(Refusal, match="cannot be read"):
        ranges_in(str(tmp_path / "none.csv"))
    (tmp_path / "empty").mkdir()
    with pytest.raises(Refusal, match="a folder without"):
        ranges_in(str(tmp_path / "empty"))
