"""One log file on disk: its text, and the evidence by which it is known again."""

import hashlib
import os
import zlib
from collections.abc import Callable, Iterable, Iterator
from functools import cached_property
from pathlib import Path
from typing import Any, BinaryIO, Protocol, Self

import zstandard

from loaders.errors import BrokenFile

HEAD = 64 << 10  # bytes: at most so much of the start of a file is fingerprinted
TAIL = 4 << 10  # bytes: at most so much before the end of what has been landed
CHUNK = 1 << 20  # bytes read from a plain file at a time
PACKED_CHUNK = 64 << 10  # bytes read from a compressed file at a time


class LogFile:
    """A log file open for reading, up to the size that it had when it was opened.

    head: the first HEAD bytes, as they lie there.
    compression: 'gzip', 'zstd' or 'none', judged by the first bytes, not by the name.
    """

    def __init__(self, path: Path | BinaryIO) -> None:
        """Open the file, or take one that is open. OSError if that cannot be."""
        self._file: Any = path.open("rb", buffering=0) if isinstance(path, Path) else path
        self.size = os.fstat(self._file.fileno()).st_size
        self.head = self._read(0, min(HEAD, self.size))
        self.compression = compression_of(self.head)

    def __enter__(self) -> Self:
        """Use the file in a with statement."""
        return self

    def __exit__(self, *_: object) -> None:
        """Close the file."""
        self._file.close()

    def text(self, start: int, advance: Callable[[int], None]) -> Iterator[bytes]:
        """Yield the text from a byte on, in pieces, and tell how many bytes were read for each.

        BrokenFile if the text cannot be read to its end.
        """
        if self.compression == "none":
            return self._chunks(start, CHUNK, advance)
        return decompressed(self._chunks(start, PACKED_CHUNK, advance), self.compression)

    def raw(self) -> Any:
        """Return the file as it is, for what reads here and there."""
        return self._file

    @cached_property
    def first_text(self) -> bytes:
        """The first HEAD bytes of the text, to judge by; fewer if the text cannot be read."""
        if self.compression == "none":
            return self.head
        text = b""
        try:
            for piece in self.text(0, lambda n_bytes: None):
                text += piece
                if len(text) >= HEAD:
                    break
        except BrokenFile:
            return text
        return text[:HEAD]

    @cached_property
    def heads(self) -> dict[int, str]:
        """The md5 of the first 1, 2, 4, 8, ... bytes, up to the size or HEAD."""
        md5 = hashlib.md5(usedforsecurity=False)
        heads: dict[int, str] = {}
        done, length = 0, 1
        while length <= len(self.head):
            md5.update(self.head[done:length])
            heads[length] = md5.hexdigest()
            done, length = length, length * 2
        return heads

    def tail(self, end: int) -> str:
        """Return the md5 of the last TAIL bytes before a place in the file."""
        start = max(0, end - TAIL)
        return hashlib.md5(self._read(start, end - start), usedforsecurity=False).hexdigest()

    def _chunks(self, start: int, length: int, advance: Callable[[int], None]) -> Iterator[bytes]:
        for at in range(start, self.size, length):
            chunk = self._read(at, min(length, self.size - at))
            advance(len(chunk))
            yield chunk

    def _read(self, start: int, length: int) -> bytes:
        self._file.seek(start)
        data = b""
        while len(data) < length:
            more = self._file.read(length - len(data))
            if not more:
                raise BrokenFile("it became shorter while it was read")
            data = data + more if data else more
        return data


def compression_of(head: bytes) -> str:
    """Judge by the magic bytes; a zstd file may start with a skippable frame."""
    if head.startswith(b"\x1f\x8b\x08"):
        return "gzip"
    if head.startswith(b"\x28\xb5\x2f\xfd") or head[1:4] == b"\x2a\x4d\x18":
        return "zstd"
    return "none"


class Decoder(Protocol):
    """What zlib and zstandard have in common: a decompressor of one member or frame."""

    @property
    def eof(self) -> bool:
        """Whether the member or frame has come to its end."""

    @property
    def unused_data(self) -> bytes:
        """What followed that end."""

    def decompress(self, data: bytes, /) -> bytes:
        """Return the text of the next bytes."""


def _decoder(compression: str) -> Decoder:
    if compression == "gzip":
        return zlib.decompressobj(wbits=31)
    return zstandard.ZstdDecompressor().decompressobj()


def decompressed(chunks: Iterable[bytes], compression: str) -> Iterator[bytes]:
    """Yield the text of all gzip members or zstd frames; padding zeros between them are skipped."""
    decoder = None
    try:
        for chunk in chunks:
            while chunk := chunk if decoder else chunk.lstrip(b"\0"):
                decoder = decoder or _decoder(compression)
                yield decoder.decompress(chunk)
                if not decoder.eof:
                    break
                chunk, decoder = decoder.unused_data, None
    except (zlib.error, zstandard.ZstdError) as error:
        raise BrokenFile(f"its {compression} data is damaged ({error})") from None
    if decoder:
        raise BrokenFile(f"its {compression} data breaks off before its end")
