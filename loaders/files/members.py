"""The files of a source: in a folder, in archives and in archives within these, plain or packed."""

import os
import re
from collections.abc import Callable, Iterable, Iterator
from contextlib import closing
from dataclasses import dataclass, field
from io import BufferedReader
from itertools import chain
from pathlib import Path
from typing import IO, BinaryIO

from loaders.errors import BrokenFile, Refusal
from loaders.files.archives import (
    Advance,
    PieceReader,
    copied,
    entries_of,
    explained,
    is_archive,
    is_tar,
    is_zip,
    pieces_of,
)
from loaders.files.logfile import HEAD, PACKED_CHUNK, LogFile, compression_of, decompressed
from loaders.files.paths import files_of, printable

LARGEST_TEXT = 1 << 40  # bytes of text in one file: more is not a package, but a trap
LARGEST_PAGE = 64 << 20  # bytes of a file of a tree, which is read whole

ROOTS = ("course.xml", "library.xml")
# What tells early that an archive holds tables, and is not a tree.
TABLE_NAME = re.compile(r".*\.(sql|mongo|csv|tsv|gpg|pgp|zip|gz)", re.IGNORECASE)


@dataclass
class Member:
    """A file of a source, to be read once, before the next one is taken.

    path: as in raw.files; of a file in an archive, that of the archive comes first.
    size_bytes: as it lies there, packed or not. first_text: of at most HEAD bytes, to judge by.
    is_encrypted: by the archive it is in. is_nested: an archive too deep to be opened.
    """

    path: str
    size_bytes: int
    compression: str = "none"
    first_text: bytes = b""
    pieces: Iterable[bytes] = ()
    is_encrypted: bool = False
    is_nested: bool = False

    @property
    def name(self) -> str:
        """Name of the file without its folders."""
        return self.path.rsplit("/", 1)[-1]

    def text(self) -> Iterator[bytes]:
        """Yield the text in pieces. BrokenFile if it cannot be read to its end."""
        n_bytes = 0
        for piece in self.pieces:
            n_bytes += len(piece)
            if n_bytes > LARGEST_TEXT:
                raise BrokenFile(f"it holds more than {LARGEST_TEXT >> 30} GiB of text")
            yield piece


@dataclass
class Tree:
    """A folder or archive that holds a course.xml or library.xml: an OLX export.

    path, size_bytes, compression: as for a file.
    opened: gives the names of all files, from the folder of that file on, and their streams.
    """

    path: str
    size_bytes: int
    compression: str
    opened: Callable[[], Iterator[tuple[str, Callable[[], IO[bytes] | None]]]] = field(repr=False)

    def files(self, wanted: Callable[[str], bool]) -> Iterator[tuple[str, bytes]]:
        """Yield the names and contents of the files wanted, in the order they are stored.

        Names use /, and none is absolute or leads out of the tree. BrokenFile if a file cannot be
        read, or has more than LARGEST_PAGE bytes.
        """
        with explained():
            for name, stream_of in self.opened():
                if not wanted(name) or not (stream := stream_of()):
                    continue
                with stream:
                    content = stream.read(LARGEST_PAGE + 1)
                if len(content) > LARGEST_PAGE:
                    raise BrokenFile(f"its {name} has more than {LARGEST_PAGE >> 20} MiB")
                yield name, content


def copied_text(member: Member) -> BinaryIO:
    """Copy the text of a file to one without a name; the caller closes it."""
    return copied(b"", BufferedReader(PieceReader(member.text())))


def members_in(source: str, warehouse: str, advance: Advance) -> Iterator[Member | Tree]:
    """Yield the files of a folder or archive, or the file named, and the trees among them.

    Names of archives are never used as paths. Refusal if a file cannot be read.
    """
    for path in paths_in(source, warehouse):
        try:
            if path.is_dir():
                yield _tree_of_folder(path, advance)
            else:
                with LogFile(path) as file:
                    yield from _opened(printable(path), file, advance, depth=0)
        except (OSError, BrokenFile) as error:
            raise unreadable(printable(path), error) from None


def unreadable(path: str, error: OSError | BrokenFile) -> Refusal:
    """Return the refusal of a file that cannot be read."""
    reason = (isinstance(error, OSError) and error.strerror) or str(error)
    return Refusal(
        f"{path} cannot be read ({reason}): get it again, or leave it out; nothing was landed."
    )


def paths_in(source: str, warehouse: str = "") -> list[Path]:
    """Return the files of a folder, and of its folders those that are trees, in their order.

    Hidden ones are passed over, as are the warehouse and its files. Refusal if there are none.
    """
    path = Path(source).resolve()
    if path.is_file():
        return [path]
    own = files_of(warehouse) if warehouse else set()
    found: list[Path] = []
    for here, folders, names in os.walk(path):
        folders[:] = sorted(name for name in folders if not name.startswith("."))
        if not set(ROOTS).isdisjoint(names):
            folders.clear()
            found.append(Path(here))
            continue
        files = (Path(here, name) for name in sorted(names) if not name.startswith("."))
        found += [file for file in files if file.is_file() and file.resolve() not in own]
    if not found:
        raise Refusal(f"{source} is neither a file nor a folder with files: correct it.")
    return found


def _opened(path: str, file: LogFile, advance: Advance, depth: int) -> Iterator[Member | Tree]:
    """Yield a file, or what it holds if it is an archive. depth: in how many archives it is."""
    head = file.first_text
    if not is_archive(head):
        yield Member(path, file.size, file.compression, head, file.text(0, advance))
        return
    with explained():
        root = _root(_names_in(file))
        if root is not None:
            compression = "zip" if is_zip(head) else file.compression

            def opened() -> Iterator[tuple[str, Callable[[], IO[bytes] | None]]]:
                for entry in entries_of(file):
                    if name := _below(root, entry.name):
                        yield name, entry.opened

            yield Tree(path, file.size, compression, opened)
            if is_tar(head):
                advance(file.size)
                return
        for entry in entries_of(file, advance):
            if root is not None and _below(root, entry.name):
                continue
            its_path = f"{path}/{entry.shown}"
            if entry.is_encrypted:
                yield Member(its_path, entry.size_bytes, is_encrypted=True)
            elif stream := entry.opened():
                with stream:
                    yield from _in_archive(its_path, entry.size_bytes, stream, depth)


def _names_in(file: LogFile) -> Iterator[str]:
    """Yield the names in an archive; of a tar, until one tells that it holds tables."""
    for entry in entries_of(file):
        yield entry.name
        is_table = TABLE_NAME.fullmatch(entry.name) and "static/" not in entry.name
        if is_table and is_tar(file.first_text):
            return


def _root(names: Iterable[str]) -> str | None:
    """Return the folder of the first course.xml from above, with its /; None if there is none."""
    roots = [
        name[: len(name) - len(root)]
        for name in names
        for root in ROOTS
        if name == root or name.endswith("/" + root)
    ]
    return min(roots, key=lambda name: (name.count("/"), name), default=None)


def _below(root: str, name: str) -> str:
    """Return a name from a folder on; '' if it is not below, or leads out of it."""
    inner = name.removeprefix(root) if name.startswith(root) else ""
    return "" if inner.startswith("/") or ".." in inner.split("/") else inner


def _in_archive(path: str, size: int, stream: IO[bytes], depth: int) -> Iterator[Member | Tree]:
    """Yield a file of an archive; if that is an archive itself, what it holds."""
    head = stream.read(PACKED_CHUNK)
    compression = compression_of(head)
    first_text = _first_text(head, compression)
    if is_archive(first_text):
        if depth:
            yield Member(path, size, compression, is_nested=True)
            return
        with closing(copied(head, stream)) as copy, LogFile(copy) as file:
            yield from _opened(path, file, lambda n_bytes: None, depth + 1)
        return
    pieces: Iterator[bytes] = chain([head], pieces_of(stream))
    if compression != "none":
        pieces = decompressed(pieces, compression)
    yield Member(path, size, compression, first_text, pieces)


def _first_text(head: bytes, compression: str) -> bytes:
    if compression == "none":
        return head[:HEAD]
    text = b""
    try:
        for piece in decompressed([head], compression):
            text += piece
    except BrokenFile:  # it goes on after the head
        pass
    return text[:HEAD]


def _tree_of_folder(folder: Path, advance: Advance) -> Tree:
    sizes: dict[Path, int] = {}
    for here, folders, names in os.walk(folder):
        folders.sort()
        for path in (Path(here, name) for name in sorted(names)):
            if path.is_file() and not path.is_symlink():
                sizes[path] = path.stat().st_size

    def opened() -> Iterator[tuple[str, Callable[[], IO[bytes] | None]]]:
        for path, size in sizes.items():
            yield printable(path.relative_to(folder)), lambda path=path: path.open("rb")  # type: ignore[misc]
            advance(size)

    return Tree(printable(folder), sum(sizes.values()), "none", opened)
