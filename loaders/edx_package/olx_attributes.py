"""What OLX says of a block in its attributes, its elements and the course's policy."""

import json
import re
from collections.abc import Iterable, Mapping
from contextlib import suppress

from loaders.files.xml_tree import Element

#: Columns of raw_edx.olx_blocks that are attributes.
COLUMNS = ("display_name", "format", "graded", "start", "due", "weight")
#: Attributes kept beside them; others may hold keys of other sites, and are not read.
KEPT = (
    "max_attempts", "showanswer", "rerandomize", "submission_wait_seconds",
    "attempts_before_showanswer_button", "hide_after_due", "hide_from_toc",
    "visible_to_staff_only", "is_entrance_exam", "is_time_limited", "is_proctored_enabled",
    "is_practice_exam", "default_time_limit_minutes", "relative_weeks_due", "group_access",
    "graceperiod", "self_paced", "end", "enrollment_start", "enrollment_end", "language",
    "edx_video_id", "user_partition_id", "source_library_id", "source_library_version",
    "upstream", "upstream_version", "max_count", "mode", "capa_type",
    "allow_resampling_children", "cohorted", "discussion_id", "discussion_category",
    "discussion_target", "submission_start", "submission_due",
)  # fmt: skip
YOUTUBE = ("youtube_id_0_75", "youtube_id_1_0", "youtube_id_1_25", "youtube_id_1_5")
LONGEST_TEXT = 4_000  # characters of a kept attribute
NUMBER = re.compile(r"\d+([.]\d+)?")


def plain(value: object) -> str | None:
    """Return a value of OLX or of a policy as text: OLX puts some into quotes of JSON.

    None for null and for what is blank.
    """
    if isinstance(value, str):
        text = value.strip()
        if len(text) > 1 and text[0] == text[-1] == '"':
            with suppress(ValueError):
                text = writable(str(json.loads(text))).strip()
        return text if text and text != "null" else None
    return None if value is None else as_json(value)


def details(tag: str, found: Mapping[str, object], definition: Element) -> dict[str, object]:
    """Return what is known of a block beyond COLUMNS. found: its attributes, policy included."""
    told: dict[str, object] = {
        name: text
        for name in KEPT
        if (text := plain(found.get(name))) is not None and len(text) <= LONGEST_TEXT
    }
    if tag in ("video", "videoalpha"):
        told |= _of_video(found, definition)
    elif tag == "problem":
        told |= {"response_types": [
            element.tag for element in definition.descendants() if element.tag.endswith("response")
        ]}  # fmt: skip
    elif tag == "split_test":
        told |= {"groups": _object(found.get("group_id_to_child"))}
    elif tag == "course":
        told |= {"user_partitions": partitions_of(found.get("user_partitions"))}
    if asides := _of_asides(definition):
        told["tags"] = asides
    return {name: value for name, value in told.items() if value not in (None, [], {})}


def _of_video(found: Mapping[str, object], definition: Element) -> dict[str, object]:
    """Return the length in seconds, YouTube's ids and the languages of transcripts.

    `sub` is the transcript in English of older videos.
    """
    elements = list(definition.descendants())
    lengths = [plain(e.get("duration")) for e in elements if e.tag == "video_asset"]
    seconds = [text for text in lengths if text and NUMBER.fullmatch(text) and float(text) > 0]
    ids = [plain(found.get(name)) for name in YOUTUBE]
    ids += [pair.partition(":")[2] for pair in (plain(found.get("youtube")) or "").split(",")]
    languages = [plain(e.get("language") or e.get("language_code")) for e in elements
                 if e.tag == "transcript"]  # fmt: skip
    languages += _object(found.get("transcripts"))
    languages += ["en"] if plain(found.get("sub")) else []
    return {
        "duration_seconds": float(seconds[0]) if seconds else None,
        "youtube_ids": _distinct(ids),
        "transcript_languages": sorted(_distinct(languages)),
    }


def _of_asides(definition: Element) -> dict[str, object]:
    """Return the tags that course teams gave to a block in Studio."""
    for element in definition.children:
        if element.tag == "tagging_aside":
            return _object(element.get("saved_tags"))
    return {}


def partitions_of(value: object) -> list[dict[str, object]]:
    """Return the ways in which a course parts its learners: id, name, scheme, groups."""
    found = _decoded(value)
    return [
        {
            "id": partition.get("id"), "name": partition.get("name"),
            "scheme": partition.get("scheme"), "groups": [
                {"id": group.get("id"), "name": group.get("name")}
                for group in _objects(partition.get("groups"))
            ],
        }
        for partition in _objects(found)
    ]  # fmt: skip


def _decoded(value: object) -> object:
    """Return what JSON in an attribute says; a policy holds the value itself."""
    if isinstance(value, str):
        with suppress(ValueError, RecursionError):
            return json.loads(value, parse_constant=lambda name: None)
        return None
    return value


def as_json(value: object) -> str | None:
    """Return a value as JSON; None if it is nested too deeply to be written."""
    try:
        return writable(json.dumps(value, ensure_ascii=False))
    except RecursionError:
        return None


def writable(text: str) -> str:
    """Return a text that UTF-8 can hold: half characters, which JSON may escape, become `?`."""
    return text.encode("utf-8", "replace").decode()


def _object(value: object) -> dict[str, object]:
    found = _decoded(value)
    return found if isinstance(found, dict) else {}


def _objects(value: object) -> list[dict[str, object]]:
    return [item for item in value if isinstance(item, dict)] if isinstance(value, list) else []


def _distinct(texts: Iterable[str | None]) -> list[str]:
    return list(dict.fromkeys(text for text in texts if text))
