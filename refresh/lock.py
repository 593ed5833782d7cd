"""A lock file that allows one refresh at a time; the kernel releases it when its holders die."""

import fcntl
import os
from collections.abc import Iterator
from contextlib import contextmanager

from loaders.errors import Busy, Refusal


@contextmanager
def only_one(database: str) -> Iterator[int]:
    """Hold the lock of a warehouse; give its descriptor, to be inherited by dbt.

    If this process is killed, the lock is held until dbt has ended too. Busy if another refresh
    holds it.
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
