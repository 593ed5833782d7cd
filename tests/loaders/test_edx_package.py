"""edX data packages on their way in: formats, archives, odd values, refusals, the books."""

from __future__ import annotations

import gzip
import json
from collections.abc import Callable, Mapping
from contextlib import suppress
from pathlib import Path
from typing import Any

import duckdb
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from lander import Lander, zst
from package_files import (
    COURSE,
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

from loaders import archives, members
from loaders.errors import BrokenFile
from loaders.members import Member
from loaders.package_kinds import Encrypted, Unused, parts_of
from loaders.package_rows import header_of, rows_of
from loaders.package_tables import TABLES

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


def land(lander: Lander, files: Mapping[str, bytes], *options: str, code: int = 0) -> Any:
    """Land files of a new folder."""
    folder = write(lander.folder / f"package {len(list(lander.folder.iterdir()))}", files)
    result = lander.run("edx-package", folder, *options, code=code)
    if lander.database.exists():
        check_counts(lander)
    return result


def tables_in(lander: Lander) -> dict[str, list[tuple[Any, ...]]]:
    """What lies in the tables of raw_edx, but for where it came from."""
    columns = "* exclude (load_id, file_id, line_no)"
    with duckdb.connect(str(lander.database), read_only=True) as con:
        return {
            name: con.execute(f"select {columns} from raw_edx.{name} order by all").fetchall()
            for name in TABLES
        }


def check_counts(lander: Lander) -> None:
    """What row_counts says must be what lies in the tables."""
    places = "file_id, table_name, course_id"
    with duckdb.connect(str(lander.database), read_only=True) as con:
        for table, raw in TABLES.items():
            course = "course_id" if raw.of_course else "cast(null as varchar)"
            found = f"select file_id, {course}, count(*) from raw_edx.{table} group by all"
            said = (
                "select file_id, course_id, n_landed - n_replaced from raw_edx.row_counts "
                f"where table_name = '{table}' and n_landed > n_replaced"
            )
            rows = (sorted(con.sql(sql).fetchall(), key=repr) for sql in (found, said))
            assert next(rows) == next(rows), table
        found = f"select {places}, count(*) from raw_edx.rejected_rows group by all"
        said = f"select {places}, n_rejected from raw_edx.row_counts where n_rejected > 0"
        rows = (sorted(con.sql(sql).fetchall(), key=repr) for sql in (found, said))
        assert next(rows) == next(rows)
        for wrong in (
            "from raw_edx.row_counts where n_rows <> n_landed + n_rejected + n_repeated",
            "from raw_edx.row_counts group by file_id, table_name, course_id having count(*) > 1",
            "from raw_edx.row_counts anti join raw.files using (file_id, load_id)",
            "from raw.files join (select file_id, sum(n_landed) as n from raw_edx.row_counts "
            "group by 1) using (file_id) where lines_loaded <> n",
            "from raw.files where is_current group by path having count(*) > 1",
            "from raw.loads anti join (select load_id, sum(n_landed) as lines "
            "from raw_edx.row_counts group by 1) using (load_id, lines)",
        ):
            assert con.sql(f"select count(*) {wrong}").fetchall() in ([], [(0,)]), wrong


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


def test_quotes_mean_nothing_in_tab_separated_files_whatever_they_are_called(
    lander: Lander,
) -> None:
    text = b'user_id\tcode\tid\n1\t"en\t1\n2\ten"\t2\n3\t""\t3\n'
    land(lander, {"student_languageproficiency.csv": text})
    codes = lander.rows("select code from raw_edx.student_languageproficiency order by user_id")
    assert codes == [('"en',), ('en"',), ('""',)]


@pytest.mark.parametrize(
    ("raw", "text"),
    [
        (r"a\tb", "a\tb"),
        (r"\\n", "\\n"),
        (r"\\\n", "\\\n"),
        (r"\"", r"\""),
        (r"\u00e9", r"\u00e9"),
        (r"\0", "\0"),
        (r"\\0\n", "\\0\n"),
        ("NULL", None),
        (r"\N", None),
        (r"\\N", r"\N"),
        (" NULL", " NULL"),
        ("", ""),
        ("a\rb", "a\rb"),
        ("\\", "\\"),
    ],
)
def test_escapes_of_tab_separated_files(lander: Lander, raw: str, text: str | None) -> None:
    land(lander, {"user_id_map.sql": f"id\thash_id\tusername\n1\t{raw}\tx\n".encode()})
    assert lander.rows("select hash_id, username from raw_edx.user_id_map") == [(text, "x")]


def test_a_line_is_that_of_the_file_on_which_a_row_begins(lander: Lander) -> None:
    tables = {"user_id_map": (("id", "hash_id", "username"), [("1", "a\nb", "x"), ("2", "", "y")])}
    land(lander, files_of(tables, comma_separated, "{}.csv"))
    land(lander, files_of({"wiki_article": package()["wiki_article"]}))
    assert lander.rows("select id, line_no from raw_edx.user_id_map order by 1") == [
        *[("1", 2), ("2", 4)]
    ]
    assert lander.rows("select line_no from raw_edx.wiki_article order by 1") == [(2,), (3,)]
    land(lander, {"d.sql": dump({"user_id_map": (("id",), [("5",), ("6",)])})})
    rows = lander.rows("select id, line_no from raw_edx.user_id_map order by 1 offset 2")
    assert rows == [("5", 1), ("6", 2)]


def test_rows_that_cannot_be_used_are_counted_with_a_reason(lander: Lander) -> None:
    text = (
        "id\tuser_id\tcourse_id\tcreated\tis_active\tmode\n"
        f"1\t1\t{COURSE}\tx\t1\thonor\n"
        "2\t2\n"
        f"3\t3\t{COURSE}\tx\t1\thonor\tmore\n"
        f"4\tNULL\t{COURSE}\tx\t1\thonor\n"
        f"5\t  \t{COURSE}\tx\t1\thonor\n"
        f"6\tana\t{COURSE}\tx\t1\thonor\n"
        f"7\t-1\t{COURSE}\tx\t1\thonor\n"
        f"8\t{10**18}\t{COURSE}\tx\t1\thonor\n"
        "9\t9\tNULL\tx\t1\thonor\n"
        "\n"
        f"10\t1\t{COURSE.upper()}\tx\t0\taudit\n"
        "11\t1\t%ff%zz\tx\t0\taudit\n"
        "12\t7\tcourse"
    )
    output = land(lander, {"student_courseenrollment.sql": text.encode()}).output
    assert lander.rows(
        "select line_no, table_name, reason, course_id from raw_edx.rejected_rows order by 1"
    ) == [
        (line, "student_courseenrollment", reason, course)
        for line, reason, course in (
            (3, "too_few_fields", None),
            (4, "too_many_fields", None),
            (5, "no_key", COURSE),
            (6, "no_key", COURSE),
            (7, "key_not_a_number", COURSE),
            (8, "key_not_a_number", COURSE),
            (9, "key_not_a_number", COURSE),
            (10, "no_course", None),
            (14, "cut_off", None),
        )
    ]
    landed = lander.rows("select line_no, mode from raw_edx.student_courseenrollment order by 1")
    assert landed == [(12, "audit"), (13, "audit")]
    assert "Rows that cannot be used: 9 (cut_off 1, key_not_a_number 3, no_course 1," in output
    assert lander.rows(
        "select course_id, n_rows, n_landed, n_rejected, n_repeated from raw_edx.row_counts "
        "order by 1 nulls first"
    ) == [
        (None, 4, 0, 4, 0),
        ("%ff%zz", 1, 1, 0, 0),
        (COURSE.upper(), 1, 1, 0, 0),
        (COURSE, 6, 0, 5, 1),
    ]


def test_a_csv_row_that_does_not_fit_is_counted(lander: Lander) -> None:
    text = b'id;hash_id;username\r\n1;"a;b";x\r\n2;a\r\n3;a;b;c\r\n\r\n4;"""";y\n5;z'
    land(lander, {"user_id_map.csv": text})
    rows = lander.rows("select id, hash_id, line_no from raw_edx.user_id_map order by 1")
    assert rows == [("1", "a;b", 2), ("4", '"', 6)]
    reasons = "select line_no, reason from raw_edx.rejected_rows order by 1"
    assert lander.rows(reasons) == [
        *[(3, "too_few_fields"), (4, "too_many_fields"), (7, "cut_off")]
    ]


def test_bytes_that_are_no_text_are_repaired_and_counted(lander: Lander) -> None:
    header, bad = b"id\thash_id\tusername\n", b"1\ta\xffb\tx\n2\tab\tx\n"
    output = land(lander, {"user_id_map.sql": header + bad}).output
    assert lander.rows("select hash_id from raw_edx.user_id_map order by id") == [
        ("a\ufffdb",),
        ("ab",),
    ]
    assert lander.rows("select n_rows, n_landed, n_repaired from raw_edx.row_counts") == [(2, 2, 1)]
    assert "Rows with U+FFFD, which stands for bytes that are no text: 1" in output


def test_the_last_row_of_a_key_counts(lander: Lander) -> None:
    text = b"id\thash_id\tusername\n1\ta\tx\n2\ta\tx\n1\tb\ty\n"
    land(lander, {"user_id_map.sql": text})
    assert lander.rows("select id, hash_id from raw_edx.user_id_map order by 1") == [
        *[("1", "b"), ("2", "a")]
    ]
    counts = "select n_rows, n_landed, n_repeated from raw_edx.row_counts"
    assert lander.rows(counts) == [(3, 2, 1)]


REFUSED: list[tuple[str, bytes, str]] = [
    (
        "X-student_courseenrollment-prod.sql",
        b"id\tcourse_id\tcreated\n",
        "line 1: its table student_courseenrollment has no column user_id, but id, course_id",
    ),
    (
        "X-auth_user-prod.sql",
        tab_separated(package()["student_courseenrollment"]),
        "line 1: it is named like the table auth_user, but has the columns of student_courseenr",
    ),
    ("X-auth_user-prod.sql", b"1\tana@x.org\t\tx\n", "line 1 is no header with the columns of au"),
    ("user_id_map.csv", b"id,id,username\n1,2,x\n", "line 1 has the column id more than once"),
    ("user_id_map.csv", b'id,username\n1,x\n2,"y\n3,z\n', "it is no CSV from line 3 on"),
    ("user_id_map.csv", b'id,username\n1,"x"y\n', "it is no CSV from line 2 on"),
    (
        "p.sql",
        dump({"user_id_map": (("hash_id",), [("1",)])}),
        "line 4: its table user_id_map has no column id, but hash_id",
    ),
    ("p.sql", dump(ODD)[:-300], "it breaks off in the statement that begins on line"),
    ("p.sql", dump(ODD)[:-32], "it ends after the statement on line"),
    (
        "p.sql",
        dump({"user_id_map": (("id", "hash_id"), [("1", "2")])}).replace(b"'1',", b""),
        "a row of user_id_map has not 2 values, on line",
    ),
    ("auth_user.sql.gz", gzip.compress(tab_separated(ODD["auth_user"]))[:-9], "breaks off"),
    ("p.zip", zipped(files_of(ODD))[:-40], "it is no whole archive"),
    ("p.tar", tarred(files_of(ODD), "w")[:700], "it is no whole archive"),
    ("p.tgz", tarred(files_of(ODD))[:200], "breaks off"),
    ("p.zip", zipped({"i.zip": zipped(files_of(ODD))[:-40]}), "it is no whole archive"),
]


@pytest.mark.parametrize(("name", "content", "says"), REFUSED)
def test_what_is_broken_is_refused_with_its_place_and_changes_nothing(
    lander: Lander, name: str, content: bytes, says: str
) -> None:
    land(lander, files_of(package()))
    before = tables_in(lander), lander.rows("from raw.files"), lander.rows("from raw.loads")
    done = land(lander, {"a_wiki_article.sql": b"id\tcreated\n9\tx\n", name: content}, code=2)
    assert says in done.stderr and name in done.stderr
    assert "get it again, or leave it out; nothing was landed" in done.stderr
    after = tables_in(lander), lander.rows("from raw.files"), lander.rows("from raw.loads")
    assert after == before


def test_sizes_are_bounded(lander: Lander, monkeypatch: pytest.MonkeyPatch) -> None:
    content = tab_separated((("id", "username"), [(str(i), "x") for i in range(500)]))
    monkeypatch.setattr(members, "LARGEST_TEXT", 1000)
    done = land(lander, {"p.zip": zipped({"user_id_map.sql": content})}, code=2)
    assert "user_id_map.sql cannot be read (it holds more than" in done.stderr
    monkeypatch.setattr(archives, "LARGEST_INNER", 100)
    inner = zipped({"user_id_map.sql": content})
    done = land(lander, {"p.zip": zipped({"i.zip": inner})}, code=2)
    assert "a file in it has more than" in done.stderr


def test_an_only_line_without_its_line_break_is_landed(lander: Lander) -> None:
    land(lander, {"user_id_map.sql": b"id\thash_id\tusername\r\n1\ta\tx"})
    assert lander.rows("select id, username from raw_edx.user_id_map") == [("1", "x")]


def test_two_packages_of_different_weeks_are_refused(lander: Lander) -> None:
    files = files_of(ODD)
    weeks = ("2014-01-05", "2014-01-12")
    both = {f"{week}/{name}": text for week in weeks for name, text in files.items()}
    done = land(lander, both, code=2)
    assert f"The table courseware_studentmodule of {COURSE} stands in " in done.stderr
    for week in weeks:
        assert f"{week}/{PREFIX}-courseware_studentmodule-prod-analytics.sql" in done.stderr
    assert "land one package at a time, the newer one last" in done.stderr
    users = {name: text for name, text in both.items() if "auth_user" in name}
    users |= {name: text for name, text in files.items() if "completion" in name}
    done = land(lander, users, code=2)
    assert "The table auth_user of one course stands in " in done.stderr
    land(lander, {f"{week}/auth_user.csv": tab_separated(ODD["auth_user"]) for week in weeks})
    assert len(lander.rows("from raw_edx.auth_user")) == 2
    done = land(lander, files | {"p.sql": dump(ODD)}, code=2)
    assert "p.sql" in done.stderr and "once more in" in done.stderr
    assert lander.rows("select count(*) from raw.loads") == [(1,)]


def test_packages_of_two_courses_land_together(lander: Lander) -> None:
    other = package("Org/C102/R1", first=3)
    files = files_of(package()) | files_of(other, name="Org-C102-R1-{}-prod-analytics.sql")
    land(lander, files)
    for name, (_, rows) in other.items():
        assert len(lander.rows(f"from raw_edx.{name}")) == len(package()[name][1]) + len(rows), name


def test_the_option_course_names_the_course_of_what_has_none(lander: Lander) -> None:
    columns, rows = package()["student_courseenrollment"]
    text = tab_separated((columns[1:], [row[1:] for row in rows]))
    done = land(lander, {"student_courseenrollment.sql": text})
    reasons = "select distinct reason from raw_edx.rejected_rows"
    assert lander.rows(reasons) == [("no_course",)]
    assert "no_course 2" in done.output
    land(lander, {"student_courseenrollment.sql": text}, "--course", "course-v1:A%2BB%2BC")
    courses = "select course_id from raw_edx.student_courseenrollment"
    assert lander.rows(courses) == [("course-v1:A+B+C",)] * 2
    done = land(lander, files_of(ODD), "--course", "no key", code=2)
    assert "'no key' is no course key" in done.stderr


def test_a_package_landed_twice_is_landed_once(lander: Lander) -> None:
    folder = write(lander.folder / "p", files_of(package()))
    lander.run("edx-package", folder)
    before = tables_in(lander)
    lander.run("edx-package", folder)
    check_counts(lander)
    assert tables_in(lander) == before
    states = lander.rows("select load_id, is_current, count(*) from raw.files group by all")
    assert sorted(states) == [(1, False, len(package())), (2, True, len(package()))]
    assert "replaced" in lander.run("status").output
    replaced = lander.rows(
        "select sum(n_landed - n_replaced) from raw_edx.row_counts where load_id = 1"
    )
    assert replaced == [(0,)]


@pytest.mark.parametrize("spelled", [COURSE.lower(), COURSE.replace("+", "%2B")])
def test_a_newer_package_replaces_a_course_whatever_its_spelling(
    lander: Lander, spelled: str
) -> None:
    other = package("Org/C102/R1", first=5)
    land(lander, files_of(package()))
    land(lander, files_of(other, name="other-{}.sql"))
    newer = package(spelled, first=2)
    land(lander, files_of(newer))
    for name, table in TABLES.items():
        if name in ("forum_posts", "olx_blocks"):
            continue
        if table.of_course and table.has_always_course:
            courses = lander.rows(f"select course_id, count(*) from raw_edx.{name} group by 1")
            assert sorted(courses) == [("Org/C102/R1", 2), (spelled, 2)], name
    replaced = lander.rows(
        "select load_id, table_name, is_current from raw.files join raw_edx.row_counts "
        "using (file_id, load_id) where table_name in ('student_courseenrollment', 'user_id_map') "
        "order by all"
    )
    assert replaced == [
        *[(1, "student_courseenrollment", False), (1, "user_id_map", True)],  # its user 1 is left
        *[(2, "student_courseenrollment", True), (2, "user_id_map", True)],
        *[(3, "student_courseenrollment", True), (3, "user_id_map", True)],
    ]
    users = lander.rows("select id, load_id from raw_edx.user_id_map order by 1")
    assert users == [("1", 1), ("2", 3), ("3", 3), ("5", 2), ("6", 2)]


def test_an_empty_table_empties_the_course_that_its_package_is_of(lander: Lander) -> None:
    names = ("student_courseenrollment", "teams_courseteam")
    tables = {name: package()[name] for name in names}
    land(lander, files_of(tables))
    land(lander, files_of({"teams_courseteam": (tables["teams_courseteam"][0], [])}, name="{}.sql"))
    assert len(lander.rows("from raw_edx.teams_courseteam")) == 2  # of which course is unknown
    tables["teams_courseteam"] = (tables["teams_courseteam"][0], [])
    land(lander, files_of(tables))
    assert lander.rows("from raw_edx.teams_courseteam") == []
    assert len(lander.rows("from raw_edx.student_courseenrollment")) == 2
    rows = lander.rows(
        "select course_id, n_rows, n_replaced from raw_edx.row_counts "
        "where table_name = 'teams_courseteam' order by load_id"
    )
    assert rows == [(COURSE, 2, 2), (None, 0, 0), (COURSE, 0, 0)]
    land(lander, files_of(tables))
    states = lander.rows(
        "select files.load_id, is_current from raw.files as files join raw_edx.row_counts "
        "using (file_id) where table_name = 'teams_courseteam' order by 1"
    )
    assert states == [(1, False), (2, True), (3, False), (4, True)]


@pytest.mark.parametrize("course", [None, COURSE])
def test_who_moves_to_another_group_is_in_that_group_alone(
    lander: Lander, course: str | None
) -> None:
    names = ("id", "course_id", "name", "group_type")
    groups = (names, [(str(i), COURSE, f"cohort {i}", "cohort") for i in (1, 2)])
    other = (names, [("3", "Org/C102/R1", "cohort 3", "cohort")])
    members = ("course_groups_courseusergroup_users", ("courseusergroup_id", "user_id"))

    def files(groups: Table, *rows: tuple[str, str]) -> Mapping[str, bytes]:
        return files_of(
            {"course_groups_courseusergroup": groups, members[0]: (members[1], rows)}, name="{}.sql"
        )

    options = ("--course", course) if course else ()
    land(lander, files(groups, ("1", "7"), ("2", "8")), *options)
    land(lander, files(other, ("3", "7")))
    land(lander, files(groups, ("2", "7"), ("2", "8")), *options)
    found = lander.rows(
        f"select courseusergroup_id, user_id from raw_edx.{members[0]} order by all"
    )
    assert found == [("2", "7"), ("2", "8"), ("3", "7")]


def test_roles_without_a_course_stay_beside_those_of_courses(lander: Lander) -> None:
    columns = ("course_id", "org", "user_id", "role")
    rows: list[tuple[str | None, ...]] = [
        ("", "Org", "1", "org_staff"),
        (None, "Org", "2", "org_staff"),
        (COURSE, "Org", "1", "instructor"),
    ]
    land(lander, files_of({"student_courseaccessrole": (columns, rows)}))
    land(lander, files_of({"student_courseaccessrole": (columns, [("", "Org", "1", "org_staff")])}))
    found = lander.rows(
        "select course_id, user_id, load_id from raw_edx.student_courseaccessrole order by all"
    )
    assert found == [(COURSE, "1", 1), (None, "1", 2), (None, "2", 1)]


def test_progress_log_and_status(lander: Lander) -> None:
    output = land(lander, files_of(ODD)).output
    assert "courseware_studentmodule" in output and "replaced earlier" in output
    log = json.loads((lander.folder / "logs" / "refresh.log").read_text())
    assert (log["command"], log["exit_code"], log["load_id"]) == ("loaders edx-package", 0, 1)
    landed = {"auth_user": 2, "courseware_studentmodule": 3, "completion_blockcompletion": 1}
    assert log["landed"] == landed and log["files"] == 3
    status = lander.run("status").output
    assert status.count("edx-package") == 4 and COURSE in status
    [load] = lander.rows("select source, files, lines, bytes > 0 from raw.loads")
    assert load == ("edx-package", 3, 6, True)


def test_a_load_that_dies_leaves_what_was_there(
    lander: Lander, monkeypatch: pytest.MonkeyPatch
) -> None:
    from loaders import packages

    def die(*_: object) -> None:
        raise KeyboardInterrupt

    land(lander, files_of(ODD))
    before = tables_in(lander), lander.rows("from raw_edx.row_counts")
    monkeypatch.setattr(packages._Landing, "_record", die)
    lander.run("edx-package", write(lander.folder / "p", files_of(package())), code=130)
    assert (tables_in(lander), lander.rows("from raw_edx.row_counts")) == before


def test_a_warehouse_in_the_folder_is_no_part_of_the_package(lander: Lander) -> None:
    write(lander.folder, files_of(ODD))
    lander.run("status")
    for _ in range(2):
        output = lander.run("edx-package", lander.folder).output
        assert "nothing is made of: " + str(lander.database) not in output
        assert "refresh.log" not in output


ANY_ROWS = st.lists(
    st.tuples(
        st.none() | st.text(st.characters(codec="utf-8")),
        st.text(st.characters(codec="utf-8", exclude_characters="\r")),
    ),
    max_size=9,
)


@settings(deadline=None)
@given(ANY_ROWS)
@pytest.mark.parametrize("written", [tab_separated, comma_separated])
def test_any_text_comes_back(written: Callable[[Table], bytes], rows: Any) -> None:
    content = written((("id", "name"), rows))
    member = Member("x", len(content), first_text=content, pieces=[content[:7], content[7:]])
    delimiter, names = header_of(member)
    read = list(rows_of(member, delimiter, names))
    nulls = ("NULL", "\\N") if written is comma_separated else ("NULL",)
    assert [(row["id"], row["name"]) for part in read for row in part.values.to_pylist()] == [
        tuple(None if text in nulls else text for text in row) for row in rows
    ]
    assert [part.rejected for part in read if part.rejected] == []


@settings(deadline=None)
@given(st.binary(), st.sampled_from(["auth_user.sql", "x.mongo", "x.csv", "x.zip", "x"]))
def test_no_bytes_raise_anything_but_what_is_told(content: bytes, name: str) -> None:
    for begins in (
        b"",
        b"id\tusername\n",
        b"id,username\n",
        b"PK\x03\x04",
        b'{"_type": "Comment"}\n',
    ):
        text = begins + content
        with suppress(BrokenFile, Encrypted, Unused):
            for _ in parts_of(Member(name, len(text), first_text=text, pieces=[text]), None):
                pass
