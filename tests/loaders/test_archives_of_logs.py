"""Archives of logs are landed file by file; what is wrong in them is named."""

from __future__ import annotations

import io
import zipfile
from pathlib import Path

import pytest
from lander import Lander, events, expected_lines, gz, helps
from package_files import tarred, zipped
from wrong_files import LOG, RSA, TABLE


@pytest.fixture
def lander(tmp_path: Path) -> Lander:
    return Lander(tmp_path)


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
