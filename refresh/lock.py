"""One refresh at a time: a lock that the kernel takes back from whoever dies."""

import fcntl
import os
from collections.abc import Iterator
from contextlib import contextmanager

from loaders.errors import Busy, Refusal


@contextmanager
def only_one(database: str) -> Iterator[int]:
    """Hold the lock of a warehouse; give its descriptor, which the build inherits.

    So the lock is held until the build ends too, were this process killed before. Busy if another
    refresh holds it.
    """
    path = os.path.realpath(database) + ".lock"
    try:
        descriptor = os.open(path, os.O_RDWR | os.O_CREAT, 0o644)
    except OSError as error:
        raise Refusal(f"The lock {path} cannot be opened: {error.strerror}.") from None
    try:
        try:
            fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            holder = os.read(descriptor, 20).decode() or "just begun"
            raise Busy(
                f"Another refresh of {database} is at work (process {holder}): nothing was done."
            ) from None
        os.ftruncate(descriptor, 0)
        os.write(descriptor, str(os.getpid()).encode())
        yield descriptor
    finally:
        os.close(descriptor)
