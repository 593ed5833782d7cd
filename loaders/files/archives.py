"""Archives, zip and tar: the files in them, read from front to back."""

import io
import re
import tarfile
import tempfile
import zipfile
import zlib
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from itertools import chain
from typing import IO, BinaryIO

from loaders.errors import BrokenFile
from loaders.files.logfile import PACKED_CHUNK, LogFile
from loaders.files.paths import printable

LARGEST_INNER = 32 << 30  # bytes of a file in an archive that is copied to be read

# Of files that are looked into where they lie in a folder; by name, since a look takes time.
ARCHIVE_NAME = re.compile(r".*\.(zip|tgz|tar(\.(gz|zst))?)", re.IGNORECASE)
ZIP = b"PK\x03\x04"
CONTROL = re.compile(r"[\x00-\x1f\x7f-\x9f\u2028\u2029]")
PACKED_WRONG = (
    tarfile.TarError,
    zipfile.BadZipFile,
    zlib.error,
    NotImplementedError,  # a way of packing that Python lacks
    EOFError,
    RuntimeError,  # a file that is encrypted
    ValueError,
)

Advance = Callable[[int], None]


@dataclass
class Entry:
    """A file in an archive, to be read once, before the next one is taken.

    name: as the archive has it; never to be used as a path. size_bytes: as it lies there.
    opened: gives its bytes. is_encrypted: by the archive.
    """

    name: str
    size_bytes: int
    opened: Callable[[], IO[bytes] | None]
    is_encrypted: bool = False

    @property
    def shown(self) -> str:
        """The name as one line of text."""
        return CONTROL.sub(lambda found: f"\\x{ord(found[0]):02x}", printable(self.name))


def is_zip(head: bytes) -> bool:
    """Judge a file by its first bytes."""
    return head.startswith(ZIP)


def is_tar(text: bytes) -> bool:
    """Judge a file by its first text, which is unpacked."""
    return text[257:262] == b"ustar"


def is_archive(text: bytes) -> bool:
    """Judge a file by its first text, which is unpacked."""
    return is_zip(text) or is_tar(text)


@contextmanager
def explained() -> Iterator[None]:
    """Turn what archives raise into a BrokenFile."""
    try:
        yield
    except PACKED_WRONG as error:
        raise BrokenFile(
            f"the archive is incomplete or damaged: {error or type(error).__name__}"
        ) from None


def entries_of(file: LogFile, advance: Advance = lambda n_bytes: None) -> Iterator[Entry]:
    """Yield the files of an archive in their order; hidden ones are passed over.

    Call it within explained(), which turns what it raises into a BrokenFile.
    """
    if is_zip(file.first_text):
        return _entries_of_zip(file, advance)
    return _entries_of_tar(file, advance)


def _entries_of_zip(file: LogFile, advance: Advance) -> Iterator[Entry]:
    with zipfile.ZipFile(file.raw()) as archive:
        for info in archive.infolist():
            if not info.is_dir() and not _is_hidden(info.filename):
                yield Entry(
                    info.filename,
                    info.compress_size,
                    lambda info=info: archive.open(info),  # type: ignore[misc]
                    is_encrypted=bool(info.flag_bits & 1),
                )
                advance(info.compress_size)


def _entries_of_tar(file: LogFile, advance: Advance) -> Iterator[Entry]:
    stream = io.BufferedReader(PieceReader(file.text(0, advance)))
    with tarfile.open(fileobj=stream, mode="r|") as archive:
        for info in archive:
            if info.isfile() and not _is_hidden(info.name):
                yield Entry(
                    info.name,
                    info.size,
                    lambda info=info: archive.extractfile(info),  # type: ignore[misc]
                )


def _is_hidden(name: str) -> bool:
    """Tell whether a file of an archive is hidden, or is what a Mac keeps beside a file."""
    parts = name.split("/")
    return "__MACOSX" in parts or any(re.match(r"\.[^.]", part) for part in parts)


def pieces_of(stream: IO[bytes]) -> Iterator[bytes]:
    """Yield the bytes of a file of an archive. BrokenFile if they cannot be read."""
    with explained():
        while piece := stream.read(PACKED_CHUNK):
            yield piece


def copied(head: bytes, stream: IO[bytes]) -> BinaryIO:
    """Copy a file to one without a name, since it is read in more than one go.

    head: the bytes that have been read of it. BrokenFile if it is larger than LARGEST_INNER.
    """
    copy = tempfile.TemporaryFile(buffering=0)  # noqa: SIM115 - the caller closes it
    n_bytes = 0
    try:
        for piece in chain([head], pieces_of(stream)):
            n_bytes += copy.write(piece)
            if n_bytes > LARGEST_INNER:
                raise BrokenFile(f"a file in it has more than {LARGEST_INNER >> 30} GiB: unpack it")
    except BaseException:
        copy.close()
        raise
    return copy


class PieceReader(io.RawIOBase):
    """A stream of bytes that come in pieces."""

    def __init__(self, pieces: Iterable[bytes]) -> None:
        """Take the pieces."""
        self._pieces, self._held = iter(pieces), b""

    def readable(self) -> bool:
        """Say yes."""
        return True

    def readinto(self, buffer: object, /) -> int:
        """Fill a buffer as far as the next piece goes."""
        while not self._held:
            piece = next(self._pieces, None)
            if piece is None:
                return 0
            self._held = piece
        view = memoryview(buffer)  # type: ignore[arg-type]
        n_bytes = min(len(view), len(self._held))
        view[:n_bytes] = self._held[:n_bytes]
        self._held = self._held[n_bytes:]
        return n_bytes
