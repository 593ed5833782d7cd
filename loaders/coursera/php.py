"""PHP's serialised values, as Coursera stores them, also where their byte lengths are wrong.

The lengths are wrong where text was changed between encodings on its way into the dump. So a text
ends where its length says if a quote and a mark follow there, else at the next place where they do;
one that is the whole value ends with it.
"""

import re

Value = None | bool | int | float | str | dict[int | str, "Value"]

STRING = re.compile(rb's:(\d{1,18}):"')
VALUE = re.compile(
    rb's:(\d{1,18}):"|a:(\d{1,18}):\{|i:(-?\d{1,18});|b:([01]);'
    rb"|d:([-+]?(?:\d+\.?\d*|\.\d+)(?:[Ee][-+]?\d+)?|-?INF|NAN);|(N);"
)
END_OF_STRING = re.compile(rb'";(?=[sidbaNO}]|$)')


class Unreadable(ValueError):
    """The text is not a serialised value, or only the start of one."""


def unserialize(text: str) -> Value:
    """Return the value: null, a bool, number or text, or an array as a dict."""
    data = text.strip().encode()
    if found := STRING.match(data):
        if not data.endswith(b'";', found.end()):
            raise Unreadable(f"it is cut off at byte {len(data)}, in a text of {int(found[1])}")
        return data[found.end() : -2].decode()
    try:
        value, end = _value(data, 0)
    except RecursionError:
        raise Unreadable("its arrays are nested too deep") from None
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
    if not (found := VALUE.match(data, at)):
        raise Unreadable(f"no value begins at byte {at}: it may be cut off there")
    kind, start = found.lastindex or 0, found.end()
    content = found[kind]
    match kind:
        case 1:
            end = start + int(content)
            if not (ending := END_OF_STRING.match(data, end)) and not (
                ending := END_OF_STRING.search(data, start)
            ):
                raise Unreadable(f"a text has no end, from byte {start}")
            return data[start : ending.start()].decode("utf-8", "replace"), ending.end()
        case 2:
            return _array(data, start, int(content))
        case 3:
            return int(content), start
        case 4:
            return content == b"1", start
        case 5:
            return float(content), start
    return None, start


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
