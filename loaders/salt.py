"""The salt of the pseudonyms: from MOOCDB_SALT, or from a file that is made when first needed."""

import contextlib
import hashlib
import os
import secrets
from pathlib import Path

from loaders.errors import Refusal

SALT_FILE = Path(__file__).parents[1] / ".moocdb_salt"


def salt_in_force() -> str:
    """Return the salt. Refusal if its file can be neither read nor made, or if it is no text."""
    salt = os.environ.get("MOOCDB_SALT") or _from_file(SALT_FILE)
    if not salt or not salt.isprintable():
        raise Refusal(
            "The salt is not a line of text: correct MOOCDB_SALT, or without that variable "
            f"restore the file {SALT_FILE}."
        )
    return salt


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
    draft = path.with_name(f"{path.name}.{secrets.token_hex(8)}")
    descriptor = os.open(draft, os.O_CREAT | os.O_EXCL | os.O_WRONLY, 0o600)
    try:
        with os.fdopen(descriptor, "w") as file:
            file.write(secrets.token_hex(32) + "\n")
        with contextlib.suppress(FileExistsError):
            os.link(draft, path)
    finally:
        draft.unlink()
