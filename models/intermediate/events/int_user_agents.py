"""User agents of all events, each distinct text parsed once (package ua-parser)."""

from typing import Any

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


def version(part: Any) -> str | None:
    """`10.15.7` of a parsed part; None where it has no version."""
    numbers = [part.major, part.minor, part.patch] if part else []
    return ".".join(number for number in numbers if number is not None) or None


def device_type(text: str, system: str | None, device: str | None) -> str:
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


def parsed(text: str) -> dict[str, str | None]:
    """The row of a user agent; what cannot be told from the text is None."""
    agent = parse(text)
    system = agent.os.family if agent.os else None
    device = agent.device.family if agent.device else None
    return {
        "user_agent": text,
        "os": system,
        "os_version": version(agent.os),
        "browser": agent.user_agent.family if agent.user_agent else None,
        "browser_version": version(agent.user_agent),
        "device_type": device_type(text, system, device),
        "device": device,
    }


def model(dbt: Any, session: Any) -> Any:
    """One row per distinct user agent, on DuckDB and on Spark."""
    dbt.config(materialized="table")
    agents = dbt.ref("int_events").select("user_agent").filter("user_agent is not null").distinct()
    texts = agents.fetchall() if hasattr(agents, "fetchall") else agents.collect()
    columns = [*parsed("")]
    table = pa.Table.from_pylist(
        [parsed(row[0]) for row in texts], pa.schema([(column, pa.string()) for column in columns])
    )
    return session.createDataFrame(table) if hasattr(session, "createDataFrame") else table
