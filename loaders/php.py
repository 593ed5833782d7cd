"""PHP's serialised values, as Coursera stores them, also where their byte lengths are wrong.

The lengths are wrong where text was changed between encodings on its way into the dump. So a text
ends where its length says if a quote and a mark follow there, else at the next place where they do;
one that is the whole value ends with it.
"""

import re

Value = None | bool | int | float | str | dict[int | str, "Value"]

SCALAR = re.compile(rb"(?:N|b:([01])|i:(-?\d+)|d:([-+.\dEeINFA]+));")
ARRAY = re.compile(rb"a:(\d+):\{")
STRING = re.compile(rb's:(\d+):"')
END_OF_STRING = re.compile(rb'";(?=[sidbaNO}]|$)')


class Unreadable(ValueError):
    """The text is no serialised value, or only the start of one."""


def unserialize(text: str) -> Value:
    """Return the value: null, a bool, number or text, or an array as a dict."""
    data = text.strip().encode()
    if (found := STRING.match(data)) and data.endswith(b'";'):
        return data[found.end() : -2].decode()
    value, end = _value(data, 0)
    if end < len(data):
        raise Unreadable(f"something follows the value at byte {end}")
    return value


def unserialize_twice(text: str) -> Value:
    """Return the value whose serialised text was serialised once more."""
    inner = unserialize(text)
    if not isinstance(inner, str):
        raise Unreadable("it is not serialised twice")
    return unserialize(inner)


def _value(data: bytes, at: int) -> tuple[Value, int]:
    if found := STRING.match(data, at):
        start = found.end()
        end = start + int(found[1])
        if not (ending := END_OF_STRING.match(data, end)) and not (
            ending := END_OF_STRING.search(data, start)
        ):
            raise Unreadable(f"a text has no end, from byte {start}")
        return data[start : ending.start()].decode("utf-8", "replace"), ending.end()
    if found := ARRAY.match(data, at):
        return _array(data, found.end(), int(found[1]))
    if found := SCALAR.match(data, at):
        boolean, whole, decimal = found.groups()
        value: Value = None
        if boolean:
            value = boolean == b"1"
        elif whole:
            value = int(whole)
        elif decimal:
            value = float(decimal)
        return value, found.end()
    raise Unreadable(f"no value begins at byte {at}: it may be cut off there")


def _array(data: bytes, at: int, length: int) -> tuple[Value, int]:
    items: dict[int | str, Value] = {}
    for _ in range(length):
        key, at = _value(data, at)
        if not isinstance(key, int | str):
            raise Unreadable(f"a key of an array is neither number nor text, before byte {at}")
        items[key], at = _value(data, at)
    if data[at : at + 1] != b"}":
        raise Unreadable(f"an array has no end at byte {at}")
    return items, at + 1
