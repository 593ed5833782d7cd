"""From the bytes of a file to Arrow batches of its lines, without a Python loop over lines."""

from collections.abc import Callable, Iterable, Iterator

import numpy as np
import pyarrow as pa

from loaders.errors import BrokenFile
from loaders.scrubbing.forgotten import Forgotten
from loaders.scrubbing.scrub import Scrubber

BLOCK = 1 << 20  # bytes: text is cut into lines this much at a time
LONGEST_LINE = 256 << 20  # bytes: what holds no newline for longer is not a log

SCHEMA = pa.schema(
    {"line_no": pa.int64(), "line": pa.large_string(), "line_had_bad_bytes": pa.bool_()}
)


class LineStream:
    """The lines of a file on their way into a table, and what is known when they are through.

    lines, bytes: how many lines and bytes of text have passed.
    unfinished: the last line that passed had no newline. So it may be at the start, when the
        line before was landed so: then a newline first of all only ends that line.
    torn: it was not a newline that came then, but the rest of that line; a line of its own now.
    error: what stopped the stream early. It is kept instead of raised, since an exception in
        the middle of an INSERT would cost the whole transaction.
    forgotten: how many of the lines were kept out, since somebody was forgotten.
    columns, schema: what a line becomes, in SQL and in Arrow.
    """

    columns = "line_no bigint, line varchar using compression zstd, line_had_bad_bytes boolean"
    schema = SCHEMA

    def __init__(
        self,
        pieces: Iterable[bytes],
        line_no: int,
        *,
        unfinished: bool,
        take_rest: bool,
        scrub: bool = True,
        forgotten: Forgotten | None = None,
    ) -> None:
        """Take the text in pieces of any size, and the number of its first line."""
        self.lines = self.bytes = 0
        self.unfinished = unfinished
        self.torn = False
        self.error: BaseException | None = None
        self._scrubber = Scrubber() if scrub else None
        self._forgotten = forgotten
        self.forgotten = 0
        self._batches = self._stream(pieces, line_no, take_rest)

    @property
    def scrubbed(self) -> int:
        """Return how many lines have lost a secret so far."""
        return self._scrubber.lines if self._scrubber else 0

    @staticmethod
    def starts_over(*, was_unfinished: bool) -> bool:
        """Tell whether a file that has grown is landed whole again, and not read on."""
        return False

    def reader(
        self, look_at: Callable[[pa.RecordBatch], None] = lambda batch: None
    ) -> pa.RecordBatchReader:
        """Return what DuckDB reads: columns as in the schema. look_at is shown each batch."""
        self._look_at = look_at
        return pa.RecordBatchReader.from_batches(self.schema, self._batches)

    def _stream(
        self, pieces: Iterable[bytes], line_no: int, take_rest: bool
    ) -> Iterator[pa.RecordBatch]:
        try:
            for batch in self._cut(pieces, line_no, take_rest):
                if self._scrubber:
                    batch = self._scrubber.scrubbed(batch)
                self.lines += batch.num_rows
                if self._forgotten and "line" in batch.schema.names:
                    n_rows = batch.num_rows
                    batch = self._forgotten.without(batch)
                    self.forgotten += n_rows - batch.num_rows
                self._look_at(batch)
                yield batch
        except (Exception, KeyboardInterrupt) as error:
            self.error = error

    def _cut(
        self, pieces: Iterable[bytes], line_no: int, take_rest: bool
    ) -> Iterator[pa.RecordBatch]:
        for block in blocks(pieces, take_rest=take_rest):
            self.bytes += len(block)
            if self.unfinished:  # only so before the first block
                self.torn = not block.startswith((b"\n", b"\r\n"))
                block = block if self.torn else block[block.index(b"\n") + 1 :]
            self.unfinished = bool(block) and not block.endswith(b"\n")
            yield to_batch(block, line_no + self.lines)


def blocks(pieces: Iterable[bytes], *, take_rest: bool) -> Iterator[bytes]:
    """Join and cut pieces into blocks of about BLOCK bytes that end with a newline.

    What follows the last newline comes last if take_rest, else not at all.
    """
    held: list[bytes] = []
    n_held = 0
    for piece in pieces:
        held.append(piece)
        n_held += len(piece)
        if n_held < BLOCK:
            continue
        if cut := piece.rfind(b"\n") + 1:
            yield b"".join((*held[:-1], memoryview(piece)[:cut]))
            held = [piece[cut:]]
            n_held = len(held[0])
        elif n_held > LONGEST_LINE:
            raise BrokenFile(f"it has a line of more than {LONGEST_LINE >> 20} MiB")
    rest = b"".join(held)
    if cut := len(rest) if take_rest else rest.rfind(b"\n") + 1:
        yield rest[:cut]


def to_batch(block: bytes, line_no: int) -> pa.RecordBatch:
    r"""Split a block at each \n or \r\n; number its lines from line_no on."""
    if b"\r" in block:  # by far quicker to look for than \r\n
        block = block.replace(b"\r\n", b"\n")
    ends = np.flatnonzero(np.frombuffer(block, np.uint8) == ord("\n"))
    if block and not block.endswith(b"\n"):
        ends = np.append(ends, len(block))
    n = len(ends)
    offsets = np.concatenate(([0], ends - np.arange(n)))
    text = block.replace(b"\n", b"")
    lines = pa.LargeBinaryArray.from_buffers(
        pa.large_binary(), n, [None, pa.py_buffer(offsets), pa.py_buffer(text)]
    )
    numbers = np.arange(line_no, line_no + n)
    return pa.record_batch([pa.array(numbers), *as_text(lines)], schema=SCHEMA)


def as_text(lines: pa.LargeBinaryArray) -> tuple[pa.LargeStringArray, pa.BooleanArray]:
    """Return lines as valid UTF-8, and which of them had to be repaired with U+FFFD."""
    try:
        return lines.cast(pa.large_string()), pa.array(np.zeros(len(lines), np.bool_))
    except pa.ArrowInvalid:
        raw = lines.to_pylist()
        texts = [line.decode("utf-8", "replace") for line in raw]
        repaired = [text.encode() != line for text, line in zip(texts, raw, strict=True)]
        return pa.array(texts, pa.large_string()), pa.array(repaired)
