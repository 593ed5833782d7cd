"""Files that no loader reads are known by their bytes, named, and refused with what to do."""

from __future__ import annotations

import bz2
import lzma
import shutil
import sqlite3
import subprocess
from pathlib import Path

import duckdb
import pytest
from lander import Lander, expected_lines, gz
from package_files import zipped
from wrong_files import CURVE, LOG, PASSWORD, RSA, TABLE

PAGE = b"\n<!DOCTYPE html>\n<html><title>Log in</title></html>\n"


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
