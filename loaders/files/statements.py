"""The statements of a mysqldump file, each with the line on which it begins."""

import re
from collections.abc import Iterable, Iterator

from loaders.errors import BrokenFile

PIECE = 4 << 20  # bytes read at least before the next statements are looked for
LONGEST = 1 << 30  # bytes: MySQL takes no statement that is longer

# What repeats is possessive: a text of 16 MB must leave no trail to go back on.
QUOTED = rb"'[^'\\]*+(?:(?:\\.|'')[^'\\]*+)*+'"
COMMENT = rb"/\*.*?\*/|(?:--(?=\s)|#)[^\n]*+\n"
ROUTINES = rb"DELIMITER (?!;\s)\S++\s.*?\nDELIMITER ;\s"  # triggers and the like
BEFORE = re.compile(rb"(?:\s++|" + COMMENT + rb"|" + ROUTINES + rb")*+", re.DOTALL)
STATEMENT = re.compile(
    rb"(?!DELIMITER )((?:[^;'\"`/#-]++|" + QUOTED + rb"|\"[^\"\\]*+(?:(?:\\.|\"\")[^\"\\]*+)*+\""
    rb"|`[^`]*+`|" + COMMENT + rb"|-(?!-\s|-?\Z)|/(?!\*|\Z))*+);",
    re.DOTALL,
)
HEADER = re.compile(rb"^-- (?:MySQL|MariaDB) dump ", re.MULTILINE)
TRAILER = b"-- Dump completed"


def statements(pieces: Iterable[bytes]) -> Iterator[tuple[int, bytes]]:
    """Yield the statements and their lines, without comments around them, and no routines.

    BrokenFile if the last one has no end, if one is longer than MySQL allows, or if mysqldump began
    the file and did not end it.
    """
    source = iter(pieces)
    held, comments, line, last, is_read = b"", b"", 1, 0, False
    has_header = None
    while not is_read:
        # What did not suffice is doubled: so a long statement is not searched ever again.
        more = taken(source, max(PIECE, len(held)))
        is_read = not more
        held += more or b"\n"
        if has_header is None:
            has_header = HEADER.search(held, 0, PIECE)
        at = 0
        while True:
            begin = BEFORE.match(held, at).end()  # type: ignore[union-attr]
            comments = held[at:begin].strip() or comments
            line += held.count(b"\n", at, begin)
            at = begin
            if not (found := STATEMENT.match(held, at)):
                break
            yield line, found[1]
            last, comments = line, b""
            line += held.count(b"\n", at, found.end())
            at = found.end()
        held = held[at:]
        if len(held) > LONGEST:
            raise BrokenFile(
                f"the statement that begins on line {line} has more than {LONGEST >> 20} MiB"
            )
    if held:
        begun = held[:60].decode("utf-8", "replace")
        raise BrokenFile(f"it breaks off in the statement that begins on line {line}: {begun!r}")
    if has_header and TRAILER not in comments:
        raise BrokenFile(
            f"it ends after the statement on line {last}, without the line '{TRAILER.decode()}'"
        )


def taken(source: Iterator[bytes], n_bytes: int) -> bytes:
    """Take pieces until there are so many bytes, or all there are."""
    pieces: list[bytes] = []
    while n_bytes > 0 and (piece := next(source, None)) is not None:
        pieces.append(piece)
        n_bytes -= len(piece)
    return b"".join(pieces)
