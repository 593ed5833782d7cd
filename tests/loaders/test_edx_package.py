"""edX data packages on their way in: formats, archives, names, encrypted files."""

from __future__ import annotations

import gzip
import json
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

import pytest
from lander import Lander, zst
from package_files import (
    ODD,
    PREFIX,
    Table,
    comma_separated,
    dump,
    files_of,
    package,
    tab_separated,
    tarred,
    write,
    zipped,
)
from package_lander import land, tables_in

from loaders.warehouse.edx_package_tables import TABLES

PACKED: dict[str, Callable[[Mapping[str, bytes]], Mapping[str, bytes]]] = {
    "zip": lambda files: {"package.zip": zipped(files)},
    "folders in a zip": lambda files: {"p.zip": zipped({f"a/b/{n}": t for n, t in files.items()})},
    "tar.gz": lambda files: {"package.tar.gz": tarred(files)},
    "tar of another name": lambda files: {"package": tarred(files, "w")},
    "tgz in a zip": lambda files: {"all.zip": zipped({"package.tgz": tarred(files)})},
    "zip in a tar.gz": lambda files: {"all.tar.gz": tarred({"inner.zip": zipped(files)})},
    "gz": lambda files: {f"{name}.gz": gzip.compress(text) for name, text in files.items()},
    "zst": lambda files: {f"{name}.zst": zst(text) for name, text in files.items()},
    "gz in a zip": lambda files: {
        "package.zip": zipped({f"{name}.gz": gzip.compress(text) for name, text in files.items()})
    },
    "tar.zst": lambda files: {"package.tar.zst": zst(tarred(files, "w"))},
}
WRITTEN: dict[str, Callable[[Mapping[str, Table]], Mapping[str, bytes]]] = {
    "mysqldump": lambda tables: {"platform.sql": dump(tables)},
    "a mysqldump for each table": lambda tables: {
        f"{name}.sql": dump({name: table}) for name, table in tables.items()
    },
    "CSV": lambda tables: files_of(tables, comma_separated, "{}.csv"),
    "semicolons": lambda tables: files_of(tables, lambda t: comma_separated(t, ";"), "{}.csv"),
    "pipes": lambda tables: files_of(tables, lambda t: comma_separated(t, "|"), "{}.txt"),
    "edge": lambda tables: files_of(tables, name="Org-C101-R1-{}-prod-edge-analytics.sql"),
    "an old name": lambda tables: files_of(tables, name="Org-C101-2013_{}-prod-analytics.sql"),
    "with a byte order mark": lambda tables: files_of(
        tables, lambda table: b"\xef\xbb\xbf" + tab_separated(table), "{}.tsv"
    ),
    "with letters of another case": lambda tables: files_of(
        tables, lambda table: comma_separated(([c.upper() for c in table[0]], table[1])), "{}.CSV"
    ),
}


@pytest.fixture
def lander(tmp_path: Path) -> Lander:
    return Lander(tmp_path)


@pytest.fixture(scope="module")
def expected(tmp_path_factory: pytest.TempPathFactory) -> dict[str, list[tuple[Any, ...]]]:
    """The tables as a plain folder of edX's files lands them."""
    lander = Lander(tmp_path_factory.mktemp("plain"))
    land(lander, files_of(package()))
    return tables_in(lander)


def test_each_table_lands_with_all_its_columns(
    expected: dict[str, list[tuple[Any, ...]]],
) -> None:
    for name, rows in expected.items():
        if name in ("forum_posts", "olx_blocks"):
            continue
        columns, written = package()[name]
        named = {TABLES[name].column(column): i for i, column in enumerate(columns)}
        read = [
            tuple(
                row[named[column]] if column in named else None for column in TABLES[name].columns
            )
            for row in written
        ]
        assert sorted(rows, key=repr) == sorted(read, key=repr), name


@pytest.mark.parametrize("packed", PACKED)
def test_packed_files_land_as_plain_ones(
    lander: Lander, expected: dict[str, list[tuple[Any, ...]]], packed: str
) -> None:
    land(lander, PACKED[packed](files_of(package())))
    assert tables_in(lander) == expected


@pytest.mark.parametrize("written", WRITTEN)
def test_all_formats_land_the_same(
    lander: Lander, expected: dict[str, list[tuple[Any, ...]]], written: str
) -> None:
    land(lander, WRITTEN[written](package()))
    assert tables_in(lander) == expected


def test_a_file_or_an_archive_can_be_named_itself(lander: Lander) -> None:
    files = files_of(ODD)
    path = write(lander.folder, files) / f"{PREFIX}-auth_user-prod-analytics.sql"
    lander.run("edx-package", path)
    assert len(lander.rows("from raw_edx.auth_user")) == 2
    archive = lander.write("p.zip", zipped(files))
    lander.run("edx-package", archive)
    assert len(lander.rows("from raw_edx.courseware_studentmodule")) == 3
    shown = str(archive / f"{PREFIX}-auth_user-prod-analytics.sql")
    [(path_of_row,)] = lander.rows(
        "select path from raw.files join raw_edx.auth_user using (file_id) group by all"
    )
    assert path_of_row == shown


def test_no_password_is_in_the_warehouse(lander: Lander) -> None:
    land(lander, files_of(ODD) | {"platform.sql": dump({"auth_user": ODD["auth_user"]})})
    content = lander.database.read_bytes()
    assert b"bob" in content and b"pbkdf2" not in content


def test_a_table_is_known_by_its_columns_where_the_name_says_nothing(lander: Lander) -> None:
    tables = package()
    parts = {f"part {i}.csv": comma_separated(table) for i, table in enumerate(tables.values())}
    output = land(lander, parts).output
    line = next(line for line in output.splitlines() if line.startswith("Files that nothing"))
    for i, name in enumerate(tables):
        is_common = name in ("student_languageproficiency", "django_comment_client_role")
        assert (f"part {i}.csv" in line) == is_common, name
        assert bool(lander.rows(f"from raw_edx.{name}")) != is_common, name


def test_files_and_columns_that_nothing_is_made_of_are_named(lander: Lander) -> None:
    users = package()["user_id_map"]
    files = {
        "X-user_id_map-prod.sql": tab_separated(
            ([*users[0], "new"], [[*r, "1"] for r in users[1]])
        ),
        "readme.txt": b"This is a package.",
        "auth_user_groups.csv": b"id,user_id,group_id\n1,1,1\n",
        "empty.sql": b"",
        ".hidden-auth_user.sql": b"broken",
        "deep.zip": zipped({"a.zip": zipped({"b.zip": zipped({"auth_user.csv": b"id,x\n"})})}),
    }
    output = land(lander, files).output
    assert "Columns that nothing is made of: 1" in output
    line = next(line for line in output.splitlines() if line.startswith("Files that nothing"))
    for name in ("readme.txt", "auth_user_groups.csv", "empty.sql (empty)"):
        assert name in line
    assert "deep.zip/a.zip/b.zip (an archive within two others: unpack it)" in line
    assert "hidden" not in line
    assert lander.rows("select count(*) from raw.files") == [(1,)]


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("X-auth_user-prod-analytics.sql.md5", b"d41d8cd9  X-auth_user-prod-analytics.sql\n"),
        ("auth_user.pdf", b"%PDF-1.7\n"),
        ("notes.txt", b"-- create table of contents\n"),
        ("readme.md", b"---\ntitle: auth_user\n---\n"),
        ("dates.csv", b"start date,end date\n1,2\n"),
        ("posts.json", b'{"_type": "User", "id": 1}\n'),
        ("people.csv", b"user_id,name\n1,ana\n"),
        ("a.zip", zipped({"__MACOSX/._auth_user.csv": b"\0\5", "._wiki_article.csv": b"\0\5"})),
    ],
)
def test_what_only_looks_like_a_table_stops_nothing(
    lander: Lander, name: str, content: bytes
) -> None:
    land(lander, files_of(ODD) | {name: content})
    assert lander.rows("select count(*) from raw.files") == [(3,)]


def test_a_folder_without_tables_is_refused(lander: Lander) -> None:
    done = land(lander, {"readme.txt": b"no table"}, code=2)
    assert "It holds no table of an edX data package, but" in done.stderr
    assert "readme.txt" in done.stderr
    done = lander.run("edx-package", lander.folder / "absent", code=2)
    assert "is neither a file nor a folder with files" in done.stderr
    assert lander.rows("select count(*) from raw.loads") == [(0,)]


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("a-auth_user-prod-analytics.sql.gpg", b"\x85\x01\x0c"),
        ("a-auth_user-prod-analytics.sql.PGP", b"\x85\x01\x0c"),
        ("auth_user.csv", b"-----BEGIN PGP MESSAGE-----\n\nhQEM\n"),
        ("auth_user.csv.asc", b"-----BEGIN PGP MESSAGE-----\n\nhQEM\n"),
        ("p.zip", zipped({"x/auth_user.sql.gpg": b"\x85"})),
    ],
)
def test_encrypted_files_are_named_and_the_others_land(
    lander: Lander, name: str, content: bytes
) -> None:
    done = land(lander, files_of(ODD) | {name: content}, code=1)
    assert "Left out: " in done.stderr and "it is encrypted; decrypt it" in done.stderr
    assert name.removesuffix("p.zip") in done.stderr
    assert len(lander.rows("from raw_edx.auth_user")) == 2
    log = (lander.folder / "logs" / "refresh.log").read_text().splitlines()
    assert json.loads(log[-1])["exit_code"] == 1
    [left_out] = json.loads(log[-1])["not_landed"]
    assert name in left_out


def test_an_encrypted_zip_and_nothing_else_lands_nothing(lander: Lander) -> None:
    content = bytearray(zipped({"auth_user.csv": b"id,username\n1,ana\n"}))
    content[6] |= 1  # of the file itself
    content[content.index(b"PK\x01\x02") + 8] |= 1  # and of the directory
    done = land(lander, {"p.zip": bytes(content)}, code=1)
    assert "p.zip/auth_user.csv: it is encrypted" in done.stderr
    assert lander.rows("select count(*) from raw.loads") == [(0,)]


def test_a_signature_is_no_encrypted_file(lander: Lander) -> None:
    signature = {"auth_user.sql.asc": b"-----BEGIN PGP SIGNATURE-----\n\niQ\n"}
    assert "nothing is made of" in land(lander, files_of(ODD) | signature).output


@pytest.mark.parametrize(
    "name", ["../../x-auth_user.csv", "/etc/auth_user.csv", "a\nauth_user.csv"]
)
@pytest.mark.parametrize("pack", [zipped, tarred])
def test_names_in_archives_are_data(
    lander: Lander, name: str, pack: Callable[[Mapping[str, bytes]], bytes]
) -> None:
    content = comma_separated(ODD["auth_user"])
    before = set(lander.folder.parent.iterdir())
    land(lander, {"p": pack({name: content, "x\x1b[31m.txt": b"-"})})
    assert len(lander.rows("from raw_edx.auth_user")) == 2
    [(path,)] = lander.rows("select path from raw.files")
    assert path.endswith(name.replace("\n", "\\x0a")) and "\n" not in path
    assert set(lander.folder.parent.iterdir()) == before
    assert not Path("/etc/auth_user.csv").exists()
