"""Who is in the lines of the QuickHelper experiment, which name people by the place of a field."""

import json
import re
from collections.abc import Collection, Iterable, Iterator

DELIMITER = "<DELIMITER>"
TAGS = re.compile("</?i>")
# How many fields the lines of a log have: a request; a helper as shown; a vote or click; a choice.
OF_REQUEST, OF_HELPER, OF_VOTE, OF_CHOICE = 12, 6, 3, 2
HELPERS = (7, 8, 9)  # places of the helpers in a request, from 0


def fields_of(line: str) -> list[str]:
    """Return the fields of a line; none of a line that is not the experiment's."""
    try:
        given = json.loads(line)
    except (ValueError, RecursionError):
        return []
    message = given.get("message") if isinstance(given, dict) else None
    parts = message.split(DELIMITER) if isinstance(message, str) else []
    return parts[1:-1] if len(parts) > OF_CHOICE and not (parts[0] or parts[-1]) else []


def id_of(field: str) -> str:
    """Return an id as it is compared: without tags, blanks and leading zeros."""
    text = TAGS.sub("", field).strip()
    return text.lstrip("0") or text[:1] if text.isdigit() else text


def named_in(line: str) -> Iterator[tuple[str, str]]:
    """Yield the person whom a line is of or about (id), and its request (instance)."""
    fields = fields_of(line)
    if len(fields) == OF_CHOICE:
        yield "instance", id_of(fields[0])
    elif len(fields) > OF_CHOICE:
        yield "id", id_of(fields[0])
        yield "instance", id_of(fields[1])


def people_in(lines: Iterable[str], people: Collection[tuple[str, str]]) -> set[tuple[str, str]]:
    """Return what lines show of some people: their names as helpers, their ids and requests."""
    found = set[tuple[str, str]]()
    for line in lines:
        fields = fields_of(line)
        if len(fields) == OF_HELPER:
            pair = {("id", id_of(fields[0])), ("name", fields[2].strip())}
            found |= pair if pair & {*people} and all(value for _, value in pair) else set()
        elif len(fields) >= OF_REQUEST and ("id", id_of(fields[0])) in people:
            found.add(("instance", id_of(fields[1])))
    return found


def without_helpers(line: str, ids: Collection[str]) -> str:
    """Return a line; if it is a request, without those of its helpers who have one of the ids."""
    fields = fields_of(line) if ids else []
    if len(fields) < OF_REQUEST or not any(id_of(fields[i]) in ids for i in HELPERS):
        return line
    kept = ["" if i in HELPERS and id_of(field) in ids else field for i, field in enumerate(fields)]
    return json.dumps(json.loads(line) | {"message": DELIMITER.join(["", *kept, ""])})
