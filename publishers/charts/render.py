"""Pictures of charts, without a browser and without a network."""

import re
from functools import cache
from typing import Any

import vl_convert

from loaders.errors import Refusal
from publishers.charts.texts import Texts

VEGA_LITE = "6.4"
MARKS = re.compile(r'<g class="mark-\w+ role-mark[^"]*"[^>]*>(.*?)</g>', re.DOTALL)


def svg(spec: dict[str, Any], texts: Texts | None = None) -> str:
    """The chart as SVG. Raises Refusal when Vega-Lite cannot draw the spec."""
    try:
        return str(vl_convert.vegalite_to_svg(spec, vl_version=VEGA_LITE, **locale(texts)))
    except ValueError as error:
        raise Refusal(f"Vega-Lite cannot draw the chart: {reason(error)}") from None


def png(spec: dict[str, Any], scale: float = 2, texts: Texts | None = None) -> bytes:
    """The chart as PNG, `scale` pixels to a unit of the spec."""
    try:
        return bytes(
            vl_convert.vegalite_to_png(spec, vl_version=VEGA_LITE, scale=scale, **locale(texts))
        )
    except ValueError as error:
        raise Refusal(f"Vega-Lite cannot draw the chart: {reason(error)}") from None


def reason(error: Exception) -> str:
    """What the renderer says, without where in its own code."""
    lines = [line.strip() for line in str(error).splitlines()]
    told = [line for line in lines[1:] if line and not line.startswith("at ")]
    return (told or lines)[0][:300]


def locale(texts: Texts | None) -> dict[str, Any]:
    """Formats of numbers and dates, where the language has its own."""
    if texts is None or not texts.number_format:
        return {}
    return {
        "format_locale": dict(texts.number_format),
        "time_format_locale": dict(texts.time_format),
    }


def marks(picture: str) -> int:
    """How many marks an SVG of Vega draws, axes and legends left out."""
    return sum(
        len(re.findall(r"<(?:path|text|image)\b[^>]*\bd?=", drawn))
        for drawn in MARKS.findall(picture)
    )


@cache
def library() -> str:
    """The JavaScript of Vega, Vega-Lite and vega-embed, which the wheel of vl-convert carries."""
    bundle = str(
        vl_convert.javascript_bundle("window.vegaEmbed = vegaEmbed;", vl_version=VEGA_LITE)
    )
    return f"(function(){{{bundle}}})();".replace("</script", "<\\/script")
