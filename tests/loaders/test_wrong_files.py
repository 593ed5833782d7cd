"""Files that a loader cannot take are known by their bytes, named, and refused with what to do."""

from __future__ import annotations

import bz2
import io
import json
import lzma
import shutil
import sqlite3
import subprocess
import zipfile
from pathlib import Path

import duckdb
import pytest
from lander import Lander, clicks, events, expected_lines, gz, helps, zst
from package_files import tarred, zipped

from loaders.streams.rows import (
    NEEDED_OF_ITEM_PARAMETERS,
    NEEDED_OF_PREDICTIONS,
    NEEDED_OF_PROJECTS,
    NEEDED_OF_TOPICS,
)

LOG = events(20)
TABLE = b"id\tusername\temail\tlast_login\tdate_joined\n1\tann\ta@example.com\tx\ty\n"
DUMP = b"-- MySQL dump\nCREATE TABLE `auth_user` (`id` int);\n"
EXPORT = (
    b"-- MySQL dump\nDROP TABLE IF EXISTS `hash_mapping`;\nCREATE TABLE `hash_mapping` (`a` int"
)
POST = b'{"_id": {"$oid": "1"}, "_type": "CommentThread", "body": "x"}\n'
STRUCTURE = b'{"block-v1:a": {"category": "course", "children": [], "metadata": {}}}\n'
TAGS = b"project,item_id,text,tagger,tag,tagged_at\n"
PREDICTIONS = ",".join(NEEDED_OF_PREDICTIONS).encode() + b"\n"
PROJECT = ",".join(NEEDED_OF_PROJECTS).encode() + b"\n"
TOPICS = ",".join(NEEDED_OF_TOPICS).encode() + b"\n"
ITEMS = ",".join(NEEDED_OF_ITEM_PARAMETERS).encode() + b"\n"
RANGES = b"network,geoname_id,registered_country_geoname_id\n1.0.0.0/24,1,1\n"
PAGE = b"\n<!DOCTYPE html>\n<html><title>Log in</title></html>\n"
# What gpg writes: to a password, to an RSA key, to a key on a curve.
PASSWORD = bytes.fromhex("8c0d0409030290f1c37e") + bytes(range(99))
RSA = bytes.fromhex("85010c03cd53cc73e1f2a6b9010800") + bytes(range(99))
CURVE = bytes.fromhex("845e03c20d10161b8f4a2e") + bytes(range(99))


def enveloped(log: bytes) -> bytes:
    """Each event as the text in a record of Kafka."""
    records = (
        {"topic": "logs", "key": "1", "timestamp": 1757923200000, "value": line.decode()}
        for line in log.splitlines()
    )
    return b"".join(json.dumps(record).encode() + b"\n" for record in records)


@pytest.fixture
def lander(tmp_path: Path) -> Lander:
    return Lander(tmp_path)


def office() -> bytes:
    return zipped({"[Content_Types].xml": b"<Types/>", "xl/workbook.xml": b"<workbook/>"})


UNREADABLE = [
    ("a.log.gpg", PASSWORD, "encrypted with PGP: decrypt it (gpg --decrypt)"),
    ("b.log.gpg", RSA, "encrypted with PGP"),
    ("c.log", CURVE, "encrypted with PGP"),
    ("d.asc", b"-----BEGIN PGP MESSAGE-----\n\nhQEMA\n", "encrypted with PGP"),
    ("e.log.gz", gz(RSA), "encrypted with PGP"),
    ("f.log", b"Salted__" + bytes(range(90)), "encrypted with OpenSSL: decrypt it"),
    ("g.log.bz2", bz2.compress(LOG), "packed with bzip2: unpack it"),
    ("h.log", bz2.compress(LOG, 1), "packed with bzip2: unpack it"),
    ("i.log.xz", lzma.compress(LOG), "packed with xz: unpack it"),
    ("j.7z", b"7z\xbc\xaf\x27\x1c\0\4" + bytes(50), "a 7z archive: unpack it"),
    ("k.rar", b"Rar!\x1a\x07\x01\0" + bytes(50), "a rar archive: unpack it"),
    ("l.parquet", b"PAR1" + bytes(50) + b"PAR1", "a Parquet file: land the logs themselves"),
    ("m.pdf", b"%PDF-1.7\n%\xe2\xe3\xcf\xd3\n", "a PDF document"),
    ("n.xlsx", office(), "a document of an office program: save it as CSV"),
    ("o.xls", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(50), "an old office document"),
    ("p.log", LOG.decode().encode("utf-16"), "text in UTF-16 or UTF-32: convert it (iconv"),
    ("q.log", LOG.decode().encode("utf-16-le"), "text in UTF-16"),
    ("r.log", LOG.decode().encode("utf-32-be"), "text in UTF-16 or UTF-32"),
    ("s.log", PAGE, "a web page, perhaps an error or a login: download the log again"),
    ("t.zip", b"PK\x05\x06" + bytes(18), "an empty zip archive"),
]


@pytest.mark.parametrize(("name", "content", "reason"), UNREADABLE, ids=[u[0] for u in UNREADABLE])
def test_what_no_loader_reads_is_refused_by_its_bytes(
    lander: Lander, name: str, content: bytes, reason: str
) -> None:
    wrong, good = lander.write(f"x/{name}", content), lander.write("good.log", LOG)
    result = lander.land(wrong, good, code=1)
    assert f"Left out: {wrong}: it is {reason}" in result.stderr
    assert lander.n_lines == 20
    assert reason in lander.file(wrong, "error")[0]


@pytest.mark.skipif(not shutil.which("gpg"), reason="needs gpg")
def test_what_gpg_writes_is_known(lander: Lander) -> None:
    log, home = lander.write("a.log", LOG), lander.folder / "home"
    home.mkdir(mode=0o700)
    for options in ([], ["--cipher-algo", "3DES"], ["--armor"], ["--rfc2440"]):
        command = ["gpg", "--homedir", str(home), "--batch", "--yes", "--pinentry-mode=loopback"]
        command += ["--passphrase", "x", *options, "-o", str(log) + ".gpg", "-c", str(log)]
        subprocess.run(command, check=True, capture_output=True)
        result = lander.land(f"{log}.gpg", code=1)
        assert "it is encrypted with PGP" in result.stderr


def test_databases_are_known(lander: Lander) -> None:
    lite, duck = lander.folder / "lite.log", lander.folder / "duck.log"
    with sqlite3.connect(lite) as con:
        con.execute("create table t (a)")
    with duckdb.connect(str(duck)) as made:
        made.execute("create table t (a int)")
    result = lander.land(lite, duck, code=1)
    assert f"{lite}: it is an SQLite database" in result.stderr
    assert f"{duck}: it is a DuckDB database" in result.stderr


def test_a_folder_of_encrypted_files_is_answered_with_what_to_do(lander: Lander) -> None:
    for i in range(8):
        lander.write(f"logs/{i}.log.gpg", RSA)
    result = lander.land(lander.folder / "logs", code=2)
    [line] = result.stderr.splitlines()
    assert "0.log.gpg" in line and "and 3 more: it is encrypted with PGP: decrypt it" in line
    assert not lander.database.exists()


def test_good_files_of_a_mixed_folder_land_and_the_others_are_named(lander: Lander) -> None:
    good = lander.write("logs/a.log", LOG)
    for name, content in {"b.log.gpg": RSA, "c.sql": TABLE, "d.log": bz2.compress(LOG)}.items():
        lander.write(f"logs/{name}", content)
    result = lander.land(lander.folder / "logs", code=1)
    assert lander.lines(good) == expected_lines(LOG) and lander.n_lines == 20
    for said in (
        "b.log.gpg: it is encrypted with PGP",
        "c.sql: it is of edX's data package: land it with `moocdb load edx-package FOLDER`",
        "d.log: it is packed with bzip2",
    ):
        assert said in result.stderr


FOREIGN = [
    (
        "edx",
        clicks(9),
        "a clickstream of Coursera: land it with `moocdb load coursera-clickstream FILE",
    ),
    (
        "edx",
        helps(9),
        "a log of the QuickHelper experiment: land it with `moocdb load quickhelper FILE`",
    ),
    ("edx", TABLE, "of edX's data package: land it with `moocdb load edx-package FOLDER`"),
    ("edx", DUMP, "of edX's data package"),
    ("edx", EXPORT, "of a Coursera export: land it with `moocdb load coursera-exports FOLDER"),
    ("edx", POST, "of edX's data package"),
    (
        "edx",
        STRUCTURE,
        "the structure of a course: land it with `moocdb load edx-course-structure FILE",
    ),
    ("edx", TAGS, "a CSV file of tags: land it with `moocdb load labels FILE`"),
    ("edx", PREDICTIONS, "a CSV file of predictions: land it with `moocdb load predictions FILE`"),
    ("labels", PREDICTIONS, "a CSV file of predictions"),
    (
        "labels",
        PROJECT,
        "a CSV file of texts to tag: land it with `moocdb load label-project FILE`",
    ),
    ("label-project", TAGS, "a CSV file of tags: land it with `moocdb load labels FILE`"),
    ("labels", TOPICS, "a CSV file of topics: land it with `moocdb load topics FILE`"),
    (
        "topics",
        ITEMS,
        "a CSV file of parameters of items: land it with `moocdb load item-parameters FILE`",
    ),
    ("predictions", TAGS, "a CSV file of tags"),
    ("edx", RANGES, "a list of address ranges: land it with `moocdb load ip-ranges FILE`"),
    ("coursera-clickstream", LOG, "a tracking log of edX: land it with `moocdb load edx FILE`"),
    ("quickhelper", LOG, "a tracking log of edX"),
    ("quickhelper", clicks(9), "a clickstream of Coursera"),
    ("labels", LOG, "a tracking log of edX"),
    ("edx-course-structure", LOG, "a tracking log of edX"),
]


@pytest.mark.parametrize("pack", [bytes, gz, zst], ids=["plain", "gz", "zst"])
@pytest.mark.parametrize(("source", "content", "reason"), FOREIGN)
def test_content_of_another_loader_is_refused_and_the_loader_named(
    lander: Lander, source: str, content: bytes, reason: str, pack: type[bytes]
) -> None:
    options = {
        "coursera-clickstream": ["--course", "c-001"],
        "edx-course-structure": ["--course", "Org/X/1"],
    }
    path = lander.write("vote.log", pack(content))
    result = lander.run(source, path, *options.get(source, []), code=1)
    assert f"{path}: it is {reason}" in result.stderr
    assert lander.rows("select sum(lines) from raw.loads") == [(0,)]


@pytest.mark.parametrize(
    "content",
    [
        pytest.param(bytes(range(256)) * 3 + b"\n" + LOG, id="binary lines first"),
        pytest.param(LOG + b"\0" * 5000 + b"\n" + LOG, id="a hole in the middle"),
        pytest.param(b"\xff\xfe\n" + LOG, id="a mark of UTF-16 on a line of its own"),
        pytest.param(
            ('{"a": "' + "b" * 999 + '"}\n').encode("utf-16") + LOG, id="a line of UTF-16"
        ),
        pytest.param(clicks(3) + LOG, id="a few lines of Coursera"),
        pytest.param(TABLE + LOG, id="a table first"),
        pytest.param("{} Ärger 学\n".encode() + LOG, id="text beyond ASCII"),
        pytest.param(enveloped(LOG), id="Kafka's envelopes, with the members of a click"),
    ],
)
def test_real_logs_with_some_odd_lines_land(lander: Lander, content: bytes) -> None:
    log = lander.write("a.log", content)
    lander.land(log)
    assert lander.lines(log) == expected_lines(content)


@pytest.mark.parametrize("content", [b"no\nevent\n" * 40, bytes(range(256)) * 99])
def test_a_file_without_any_event_makes_exit_code_1_and_its_lines_stay(
    lander: Lander, content: bytes
) -> None:
    log = lander.write("a.log", content)
    result = lander.run("edx", log, "--final", code=1)
    said = f"No event: no line of {log} ({len(expected_lines(content))} lines) looks like an event"
    assert said in result.stderr and "python -m loaders undo 1" in result.stderr
    assert lander.lines(log) == expected_lines(content)
    lander.run("edx", log, code=0)
    assert "without_events" in (lander.folder / "logs" / "refresh.log").read_text()


def test_blank_files_and_what_a_log_grows_by_may_hold_no_event(lander: Lander) -> None:
    blank, log = lander.write("a.log", b"\n \n\n"), lander.write("b.log", LOG)
    assert not lander.land(blank, log).stderr
    lander.append(log, b"# restarted\n")
    assert not lander.land(log).stderr


ARCHIVES = [
    ("a.zip", zipped),
    ("a.tar", lambda files: tarred(files, "w")),
    ("a.tar.gz", tarred),
    ("a.tgz", tarred),
    ("oddly.named", zipped),
]


@pytest.mark.parametrize(("name", "pack"), ARCHIVES, ids=[a[0] for a in ARCHIVES])
def test_logs_in_an_archive_land_as_files_below_its_path(
    lander: Lander, name: str, pack: type[bytes]
) -> None:
    one, two, empty = LOG, events(70_000, "two") + b"no newline", b""
    files = {"d/one.log": one, "two.log.gz": gz(two), "empty.log": empty, ".hidden.log": LOG}
    archive = lander.write(name, pack(files))  # type: ignore[arg-type]
    lander.land(archive)
    assert lander.lines(archive / "d/one.log") == expected_lines(one)
    assert lander.lines(archive / "two.log.gz") == expected_lines(two)
    assert lander.rows("select path from raw.files where lines_loaded > 0 order by 1") == [
        (str(archive / "d/one.log"),),
        (str(archive / "two.log.gz"),),
    ]
    assert "nothing new: 1" in lander.land(archive).output
    assert lander.n_lines == 70_021


def test_a_log_is_known_in_and_out_of_archives(lander: Lander) -> None:
    two = events(30, "two")
    plain = lander.write("one.log", LOG)
    lander.land(plain)
    archive = lander.write("a.zip", zipped({"one.log": LOG, "two.log": two}))
    assert f"{archive}/one.log: already landed as {plain}" in lander.land(archive).output
    lander.land(lander.write("b.tar.gz", tarred({"again.log": two, "one.log": LOG})))
    unpacked = lander.write("two.log", two)
    lander.land(unpacked)
    assert lander.n_lines == 50
    lander.append(unpacked, events(5, "more"))
    lander.land(unpacked, archive)
    assert lander.lines(unpacked) == expected_lines(two + events(5, "more"))
    assert lander.n_lines == 55


def test_an_archive_in_a_folder_is_landed_and_what_is_wrong_in_it_is_named(lander: Lander) -> None:
    archive = lander.write(
        "logs/a.zip",
        zipped({"a.log": LOG, "b.log": RSA, "c.txt": b"notes\n", "d.zip": zipped({"a": b"b"})}),
    )
    for _ in range(2):  # what is wrong is named each time
        result = lander.land(lander.folder / "logs", code=1)
        assert f"Left out: {archive}/b.log: it is encrypted with PGP" in result.stderr
        assert f"Left out: {archive}/c.txt: it does not look like a log" in result.stderr
        assert f"Left out: {archive}/d.zip: it is an archive within an archive" in result.stderr
    assert lander.n_lines == 20
    assert lander.file(archive, "error") == ("3 of its files were left out",)


def test_an_archive_without_logs_says_what_it_holds(lander: Lander) -> None:
    archive = lander.write("a.zip", zipped({"auth_user.sql": TABLE, "x.csv": b"a\n"}))
    result = lander.land(archive, code=1)
    assert "it is an archive without logs; of 2 files, auth_user.sql: it is of edX's data" in (
        result.stderr
    )
    lander.write("logs/a.zip", zipped({"auth_user.sql": TABLE}))
    lander.write("logs/b.log", LOG)
    assert "a.zip" in lander.land(lander.folder / "logs", code=1).output


def test_a_locked_zip_and_a_cut_archive_are_named(lander: Lander) -> None:
    locked = bytearray(zipped({"a.log": LOG}))
    for signature, at in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):
        locked[locked.index(signature) + at] |= 1
    path = lander.write("a.zip", bytes(locked))
    assert "a.log: it is encrypted: unpack it with its password" in lander.land(path, code=1).stderr
    noise = events(60_000, "noise")
    cut = lander.write("b.tar.gz", tarred({"a.log": LOG, "b.log": noise})[:-9000])
    result = lander.land(cut, code=1)
    assert "b.tar.gz: its gzip data breaks off" in result.stderr
    cut.write_bytes(tarred({"a.log": LOG, "b.log": noise}))
    lander.land(cut)
    assert lander.n_lines == 60_020


def test_a_zip_of_a_log_of_the_experiment_lands_under_its_name(lander: Lander) -> None:
    lander.run("quickhelper", lander.write("all.zip", zipped({"x/vote.log": helps(3)})))
    assert lander.rows("select log, count(*) from raw.quickhelper_lines group by 1") == [
        ("vote", 3)
    ]


def test_names_in_an_archive_are_never_paths(lander: Lander) -> None:
    outside = lander.write("outside.log", events(3, "outside"))
    data = io.BytesIO()
    with zipfile.ZipFile(data, "w") as archive:
        archive.writestr("../outside.log", LOG)
        archive.writestr(str(outside), events(5, "x"))
    path = lander.write("z/a.zip", data.getvalue())
    lander.land(path)
    assert lander.n_lines == 25
    assert outside.read_bytes() == events(3, "outside")
    assert str(outside) not in [path for (path,) in lander.rows("select path from raw.files")]
