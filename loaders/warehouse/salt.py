"""The salt of the pseudonyms: from MOOCDB_SALT, or from a file that is made when first needed."""

import contextlib
import hashlib
import os
import secrets
from pathlib import Path

from loaders.errors import Refusal

SALT_FILE = Path(__file__).parents[2] / ".moocdb_salt"


def salt_in_force(*, may_make: bool = True) -> str:
    """Return the salt. Refusal if its file can be neither read nor made, or if it is not text.

    may_make: make the file if it is missing; else that is a Refusal, for a warehouse that has a
    salt already.
    """
    salt = os.environ.get("MOOCDB_SALT")
    if not salt and not may_make and not SALT_FILE.exists():
        raise Refusal(
            f"The salt is lost: MOOCDB_SALT is not set, and there is no file {SALT_FILE}. Restore "
            "it from a backup, or from the warehouse: python -m loaders rekey --restore. Nothing "
            "was written."
        )
    return checked(salt or _from_file(SALT_FILE), "MOOCDB_SALT")


def checked(salt: str, variable: str) -> str:
    """Return a salt. Refusal if it is not a line of text."""
    if not salt or not salt.isprintable():
        raise Refusal(
            f"The salt is not a line of text: correct {variable}, or without that variable "
            f"restore the file {SALT_FILE}."
        )
    return salt


def random_salt() -> str:
    """Return a salt that nobody can guess."""
    return secrets.token_hex(32)


def keep(salt: str) -> Path | None:
    """Write a salt to the salt file, whole or not at all; return where the one before it is now.

    Other warehouses may need that one, so it is renamed to its fingerprint.
    """
    try:
        draft = _draft(SALT_FILE, salt)
        old = None
        if SALT_FILE.exists() and (before := _from_file(SALT_FILE)) != salt:
            old = SALT_FILE.with_name(f"{SALT_FILE.name}.{fingerprint(before)}")
            SALT_FILE.replace(old)
        draft.replace(SALT_FILE)
    except OSError as error:
        raise Refusal(f"The salt file {SALT_FILE} cannot be written ({error.strerror}).") from None
    return old


def fingerprint(salt: str) -> str:
    """Return 16 hex digits that tell salts apart; md5, which dbt's check_warehouse can make too."""
    return hashlib.md5(f"moocdb salt{salt}".encode()).hexdigest()[:16]


def _from_file(path: Path) -> str:
    try:
        if not path.exists():
            _make(path)
        return path.read_text("utf-8", "surrogateescape").strip()
    except OSError as error:
        raise Refusal(
            f"The salt file {path} can be neither read nor made ({error.strerror}): "
            "allow that, or set MOOCDB_SALT."
        ) from None


def _make(path: Path) -> None:
    """Write a new salt whole or not at all; of two processes that race, one wins for both."""
    draft = _draft(path, random_salt())
    try:
        with contextlib.suppress(FileExistsError):
            os.link(draft, path)
    finally:
        draft.unlink()


def _draft(path: Path, salt: str) -> Path:
    """Write a salt to a file beside another one that only its owner can read; return its path."""
    draft = path.with_name(f"{path.name}.{secrets.token_hex(8)}")
    descriptor = os.open(draft, os.O_CREAT | os.O_EXCL | os.O_WRONLY, 0o600)
    with os.fdopen(descriptor, "w", encoding="utf-8", errors="surrogateescape") as file:
        file.write(salt + "\n")
        file.flush()
        os.fsync(descriptor)
    return draft
