"""What a file is by its first bytes: encrypted, packed, of another program, or UTF-16."""

import re
from collections.abc import Callable

from loaders.files.members import Member

UNPACK = "unpack it, and land what is in it"
OTHER_PROGRAM = "land the logs themselves"

# By what to do and what it is: places in a file, and the bytes that are there.
PLACES: dict[str, dict[str, tuple[tuple[int, bytes], ...]]] = {
    "decrypt it (gpg --decrypt), and land what comes out": {
        "encrypted with PGP": ((0, b"-----BEGIN PGP MESSAGE-----"),),
    },
    "decrypt it, and land what comes out": {
        "encrypted with OpenSSL": ((0, b"Salted__"), (0, b"U2FsdGVkX1")),
        "encrypted with age": ((0, b"age-encryption.org/"), (0, b"-----BEGIN AGE ENCR")),
    },
    UNPACK: {
        "a 7z archive": ((0, b"7z\xbc\xaf\x27\x1c"),),
        "packed with xz": ((0, b"\xfd7zXZ\0"),),
        "packed with lzip": ((0, b"LZIP\x01"),),
        "packed with lz4": ((0, b"\x04\x22\x4d\x18"),),
        "packed with snappy": ((0, b"\xff\x06\0\0sNaPpY"),),
        "packed with compress": ((0, b"\x1f\x9d\x90"),),
        "a rar archive": ((0, b"Rar!\x1a\x07"),),
        "an empty zip archive": ((0, b"PK\x05\x06"),),
        "a part of a zip archive": ((0, b"PK\x07\x08"),),
    },
    OTHER_PROGRAM: {
        "a Parquet file": ((0, b"PAR1"),),
        "an Avro file": ((0, b"Obj\x01"),),
        "an Arrow file": ((0, b"ARROW1\0"),),
        "an ORC file": ((0, b"ORC\x08"), (0, b"ORC\x0a")),
        "a DuckDB database": ((8, b"DUCK"),),
        "an SQLite database": ((0, b"SQLite format 3\0"),),
        "a PDF document": ((0, b"%PDF-"),),
        "an old office document": ((0, b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"),),
        "a picture": ((0, b"\x89PNG\r\n"), (0, b"\xff\xd8\xff\xe0"), (0, b"GIF89a")),
        "a program": ((0, b"\x7fELF"),),
    },
}
SIGNATURES = [
    (at, signature, f"it is {what}: {advice}")
    for advice, named in PLACES.items()
    for what, places in named.items()
    for at, signature in places
]
BZIP2 = re.compile(rb"BZh[1-9]1AY&SY")
OFFICE = re.compile(rb"\[Content_Types\]\.xml|mimetypeapplication/(vnd\.oasis|epub)|word/|xl/|ppt/")
PAGE = re.compile(rb"\s*(<!--.*?-->\s*)?<(!doctype\s+html|html|head)[\s>]", re.I | re.S)
PGP_NAME = re.compile(r".*\.(gpg|pgp)", re.IGNORECASE)
ENCRYPTED_NAME = re.compile(r".*\.(gpg|pgp|asc)", re.IGNORECASE)
ARMOUR, MESSAGE = b"-----BEGIN PGP ", b"-----BEGIN PGP MESSAGE-----"
KNOWN_TEXT = 512  # bytes that tell UTF-16 from text with some NULs


def flaw_of(name: str, head: bytes, text: bytes) -> str:
    """Return what a file is that no loader reads, and what to do; '' if it is not known as such.

    name: without folders. head: its first bytes as it lies there; text: those of its text,
    unpacked if it is gzip or zstd. Zip and tar are not judged here.
    """
    if _is_pgp(name, text) or _is_pgp(name, head):
        return "it is encrypted with PGP: decrypt it (gpg --decrypt), and land what comes out"
    for at, signature, flaw in SIGNATURES:
        if text.startswith(signature, at):
            return flaw
    for shows, what, advice in OTHERS:
        if shows(text):
            return f"it is {what}: {advice}"
    return ""


def is_encrypted(member: Member) -> bool:
    """Tell whether a file is encrypted, by its name or its first bytes."""
    if member.first_text.startswith(ARMOUR):  # or a signature, or a key
        return member.first_text.startswith(MESSAGE)
    return bool(ENCRYPTED_NAME.fullmatch(member.name))


def is_office(text: bytes) -> bool:
    """Tell whether a zip is a document of an office program."""
    return bool(OFFICE.search(text[:2048]))


def _is_pgp(name: str, head: bytes) -> bool:
    """Tell whether a file begins with a packet of an OpenPGP message.

    A session key encrypted with a public key (tag 1) or a password (tag 3), or encrypted data
    (tags 9 and 18); such bytes do not begin a text in UTF-8. (RFC 9580, 4.2 and 5.)
    """
    if len(head) < 16 or not head[0] & 0x80:
        return False
    is_new = head[0] & 0x40
    tag = head[0] & 0x3F if is_new else head[0] >> 2 & 0x0F
    if is_new:
        n_length = 1 if head[1] < 192 or 224 <= head[1] < 255 else 5 if head[1] == 255 else 2
    else:
        n_length = (1, 2, 4, 0)[head[0] & 3]
    version = head[1 + n_length]
    if tag == 1:
        return version in (2, 3, 6) and (is_new == 0 or head[1] >= 0xC0 or head[1] < 0x80)
    if tag == 3:
        return version in (4, 5, 6) and head[1] < 0x80
    if tag == 18:
        return version in (1, 2) and head[1] >= 0xC0
    return tag in (8, 9) and bool(PGP_NAME.fullmatch(name))


def _is_bzip2(text: bytes) -> bool:
    return bool(BZIP2.match(text))


def _is_page(text: bytes) -> bool:
    return bool(PAGE.match(text))


def _is_wide_text(text: bytes) -> bool:
    """Tell text of two or four bytes a character, most of it ASCII, from text with some NULs.

    Its beginning and its end must be so: a line alone makes no such file.
    """
    length = len(text) // 4 * 4
    size = min(KNOWN_TEXT, length)
    return size >= 8 and all(_is_wide(text[at : at + size]) for at in (0, length - size))


def _is_wide(text: bytes) -> bool:
    shares = [text[place::4].count(0) * 4 / len(text) for place in range(4)]
    told = "".join("c" if share < 0.1 else "0" if share > 0.6 else "?" for share in shares)
    return told in ("c0c0", "0c0c", "c000", "000c")


OTHERS: tuple[tuple[Callable[[bytes], bool], str, str], ...] = (
    (_is_bzip2, "packed with bzip2", UNPACK),
    (_is_page, "a web page, perhaps an error or a login", "download the log again"),
    (
        _is_wide_text,
        "text in UTF-16 or UTF-32",
        "convert it (iconv -f UTF-16 -t UTF-8), and land what comes out",
    ),
)
