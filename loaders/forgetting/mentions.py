"""Names of people who are forgotten, in what others did or wrote: replaced by a mask."""

import re
from collections.abc import Iterable

from loaders.scrubbing.scrub import MASK

SHORTEST = 3  # characters: a shorter name is a word of too many texts
BEFORE = (
    r"(?:(?<![A-Za-z0-9_-])(?<![A-Za-z0-9][.+])|(?<=\\[nrt])|(?<=%40)|(?<=%2F)|(?<=%2f)|(?<=%20)"
    r"|(?<=%22)|(?<=%3D)|(?<=%3d))"
)
WHOLE = re.compile(r'\\*"|&|$')  # what follows a text of JSON, or the value of a parameter
AFTER = r"(?![A-Za-z0-9_-]|[.+@][A-Za-z0-9])"


class Mentions:
    """Finds names in texts and masks them.

    common: names that are words of many texts; of these only `@name` is masked.
    """

    def __init__(self, names: Iterable[str]) -> None:
        """Take the names; ids of digits alone cannot be told from numbers, and are left out."""
        self.names = {name for name in names if len(name) >= SHORTEST and not name.isdigit()}
        self.common: set[str] = set()
        self._patterns()

    def _patterns(self) -> None:
        rare = [spelled for name in self.names - self.common for spelled in _spellings(name)]
        at = [spelled for name in self.names for spelled in _spellings(name)]
        # Longest first, so that an address is masked before the name in it.
        rare.sort(key=len, reverse=True)
        at.sort(key=len, reverse=True)
        self._pattern = re.compile(
            rf"{BEFORE}(?:{'|'.join(rare) or '(?!)'}){AFTER}"
            rf"|(?<=@)(?:{'|'.join(at) or '(?!)'}){AFTER}"
        )

    def leave(self, common: Iterable[str]) -> None:
        """Leave names that are words of many texts, unless they follow an @."""
        self.common |= set(common)
        self._patterns()

    def in_text(self, text: str) -> set[str]:
        """Return the names that a text holds."""
        return {name for name in self.names if name in text and self._pattern.search(text)}

    def masked(self, text: str) -> str:
        """Return a text without the names: masked, or left empty where one is a whole JSON text.

        An empty user name is anonymous; a mask would be a learner.
        """
        return self._pattern.sub(_mask_of, text)


def _mask_of(found: re.Match[str]) -> str:
    text, start, end = found.string, found.start(), found.end()
    is_whole = text[start - 1 : start] in ('"', "=") and WHOLE.match(text, end)
    return "" if is_whole else MASK


def _spellings(name: str) -> set[str]:
    """Return a name as patterns: as it is, as JSON escapes it, percent-encoded."""
    escaped = "".join(
        re.escape(c) if c.isascii() else rf"\\+u{ord(c):04x}" for c in name if ord(c) < 0x10000
    )
    encoded = "".join(
        re.escape(c)
        if c.isascii() and c != "@"
        else "".join(f"%(?:25)*{b:02x}" for b in c.encode())
        for c in name
    )
    return {re.escape(name), f"(?i:{escaped})" if not name.isascii() else escaped, encoded}
