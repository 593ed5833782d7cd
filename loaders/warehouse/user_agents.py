"""User agents: found in lines while these are landed, each distinct text parsed once."""

import json
import re
from collections.abc import Iterable
from typing import Any

import duckdb
import pyarrow as pa
from ua_parser import parse

DESKTOP_SYSTEMS = {
    "Windows", "Mac OS X", "Linux", "Ubuntu", "Fedora", "Debian", "Chrome OS", "FreeBSD",
    "OpenBSD", "NetBSD", "Solaris", "Red Hat", "SUSE", "Gentoo", "CentOS", "Arch Linux",
}  # fmt: skip
MOBILE_SYSTEMS = {
    "Android", "iOS", "Windows Phone", "Windows Mobile", "BlackBerry OS", "Symbian OS",
    "Firefox OS", "Tizen", "KaiOS", "HarmonyOS", "Bada", "MeeGo",
}  # fmt: skip
PHONES = {"Generic Feature Phone", "Generic Smartphone"}
BOT_WORDS = ("bot", "crawler", "spider", "healthchecker", "monitor", "pingdom")

WHITE_SPACE = " \t\r\n"  # what staging trims, too
LONGEST = 2048  # characters: a longer text is not a user agent, and is not parsed

# The keys `agent`, `user_agent` and `user-agent`, with the text that follows, at any depth of JSON
# in JSON: there each quote has backslashes before it. The first pattern is quick and stops at any
# quote; the second finds the quote that ends the text.
QUICK = re.compile(rb'agent\\*"\s*:\s*\\*"([^"]*)')
# A character takes up to twelve bytes there, as an escaped surrogate pair.
EXACT = re.compile(rb'agent(\\*)"\s*:\s*\1"(.{0,%d}?)(?<!\\)\1"' % (12 * LONGEST))

COLUMNS = ("user_agent", "os", "os_version", "browser", "browser_version", "device_type", "device")
SCHEMA = pa.schema([(column, pa.string()) for column in COLUMNS])
CREATE = f"""
create table raw.user_agents (
    load_id bigint, {" varchar, ".join(COLUMNS)} varchar, unique (user_agent)
)"""


class UserAgents:
    """The user agents of a load.

    texts: those found so far, as staging reads them.
    """

    def __init__(self) -> None:
        """Begin with none."""
        self.texts: set[str] = set()
        self._seen: set[bytes] = set()

    def look_at(self, lines: pa.LargeStringArray) -> None:
        """Find the user agents in lines of JSON. The lines must not be a slice of others."""
        buffer = lines.buffers()[2]
        if buffer is None:
            return
        found = set(QUICK.findall(buffer))
        if found <= self._seen and not any(text.endswith(b"\\") for text in found):
            return
        self._seen |= found
        for slashes, text in set(EXACT.findall(buffer)):
            if unquoted := _unquoted(text, len(slashes)).strip(WHITE_SPACE):
                self.texts.add(unquoted)

    def save(self, con: duckdb.DuckDBPyConnection, load_id: int) -> None:
        """Parse what raw.user_agents does not have yet, and insert it."""
        known = {text for (text,) in con.sql("select user_agent from raw.user_agents").fetchall()}
        if rows := [parsed(text) for text in sorted(self.texts - known)]:
            new_agents = pa.Table.from_pylist(rows, SCHEMA)  # DuckDB finds it by its name
            con.execute("insert into raw.user_agents select ?, * from new_agents", [load_id])
            del new_agents


def make_user_agents(con: duckdb.DuckDBPyConnection, tables: Iterable[str]) -> None:
    """Make raw.user_agents, unless it is there, of the lines that these tables hold already."""
    try:
        con.sql("from raw.user_agents")
    except duckdb.CatalogException:
        con.execute(CREATE)
        agents = UserAgents()
        for table in tables:
            for batch in con.sql(f"select line from {table}").to_arrow_reader():
                agents.look_at(batch.column("line").cast(pa.large_string()))
        agents.save(con, load_id=0)


def parsed(text: str) -> dict[str, str | None]:
    """The row of a user agent; what the text does not say is None."""
    if len(text) > LONGEST:
        return dict.fromkeys(COLUMNS) | {"user_agent": text}
    agent = parse(text)
    system = agent.os.family if agent.os else None
    device = agent.device.family if agent.device else None
    return {
        "user_agent": text,
        "os": system,
        "os_version": _version(agent.os),
        "browser": agent.user_agent.family if agent.user_agent else None,
        "browser_version": _version(agent.user_agent),
        "device_type": _device_type(text, system, device),
        "device": device,
    }


def _unquoted(text: bytes, n_slashes: int) -> str:
    """Return what a JSON text says, at the depth at which n_slashes stand before a quote."""
    said = text.decode("utf-8", "replace")
    for _ in range((n_slashes + 1).bit_length()):
        try:
            said = json.loads(f'"{said}"', strict=False)
        except ValueError:
            return ""
    return said.encode("utf-16", "surrogatepass").decode("utf-16", "replace")  # U+FFFD, as staging


def _version(part: Any) -> str | None:
    """`10.15.7` of a parsed part; None where it has no version."""
    numbers = [part.major, part.minor, part.patch] if part else []
    return ".".join(number for number in numbers if number is not None) or None


def _device_type(text: str, system: str | None, device: str | None) -> str:
    """desktop, mobile, tablet, bot or other."""
    lowered = text.lower()
    if device == "Spider" or any(word in lowered for word in BOT_WORDS):
        return "bot"
    is_android_tablet = system == "Android" and "mozilla/" in lowered and "mobile" not in lowered
    if "ipad" in lowered or "tablet" in lowered or "kindle" in lowered or is_android_tablet:
        return "tablet"
    if system in MOBILE_SYSTEMS or device in PHONES or "mobile" in lowered:
        return "mobile"
    is_browser = lowered.startswith(("mozilla/", "opera/"))
    return "desktop" if is_browser and system in DESKTOP_SYSTEMS else "other"
