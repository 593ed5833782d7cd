"""What a machine lacked when something failed, in one sentence: memory, or room on its disk."""

import errno
import os
import resource
import sys
from contextlib import suppress
from pathlib import Path
from types import TracebackType

from loaders.errors import Refusal

NO_MEMORY = (
    "There is not enough memory: give moocdb more (ulimit -v, MOOCDB_MEMORY_LIMIT), or let it use "
    "less with MOOCDB_THREADS=1."
)
NO_ROOM = "The disk is full, or a limit on the size of files is reached: make room, and try again."
# With less address space left, libraries end the process by themselves where they get none.
LEAST = 512 << 20  # bytes
# In messages of DuckDB, and of Python where it loads a library.
OUT_OF_MEMORY = (
    "Out of Memory",
    "bad allocation",
    "bad_alloc",
    "Failed to allocate",
    "failed to map segment",
    "Cannot allocate memory",
    "can't start new thread",  # which needs a stack
    "thread constructor failed",
)
NO_SPACE = (errno.ENOSPC, errno.EFBIG, errno.EDQUOT)
FULL = tuple(os.strerror(code) for code in NO_SPACE)


def lacking(error: BaseException) -> str | None:
    """Return what an error says that the machine lacks, in a sentence; None if it says no such.

    Of an error that names a file only the number counts: its text holds the name, which may be any.
    """
    text = str(error)
    if isinstance(error, OSError) and error.filename is not None:
        is_memory, is_room = error.errno == errno.ENOMEM, error.errno in NO_SPACE
    else:
        is_memory = any(words in text for words in OUT_OF_MEMORY)
        is_room = any(words in text for words in FULL)
    if isinstance(error, MemoryError) or is_memory:
        sentence = NO_MEMORY
    elif is_room:
        sentence = NO_ROOM
    else:
        return None
    first = " ".join(text.partition("\n")[0].split())  # DuckDB adds advice for programmers
    return f"{sentence} ({first})" if first else sentence


def check_memory() -> None:
    """Refusal if a limit (ulimit -v) leaves less address space than a database needs."""
    limit, _ = resource.getrlimit(resource.RLIMIT_AS)
    if limit == resource.RLIM_INFINITY:
        return
    with suppress(OSError):  # no Linux
        pages = int(Path("/proc/self/statm").read_text().split()[0])
        if limit - pages * resource.getpagesize() < LEAST:
            raise Refusal(f"{NO_MEMORY} (At least {LEAST >> 20} MiB must be left.)")


def tell_start_without_memory(
    kind: type[BaseException], error: BaseException, trace: TracebackType | None
) -> None:
    """End with a sentence where there is too little memory even to load the libraries."""
    is_told = issubclass(kind, ImportError | MemoryError | RuntimeError)
    sentence = lacking(error) if is_told else None
    if sentence is None:
        return sys.__excepthook__(kind, error, trace)
    print(sentence, file=sys.stderr, flush=True)
    os._exit(2)
