"""The dictionary of features as a page, and as texts of columns, made from the seed."""

import csv

from publishers.descriptions import PROJECT

SEED = PROJECT / "seeds" / "features.csv"
INTRODUCTION = """\
Made from `seeds/features.csv` by `make reference`. How features are read, proposed and implemented:
[features](../features.md).
"""
TEXTS = "<!-- Texts of columns, made from seeds/features.csv by `make reference`. -->"
HEADINGS = {
    "implemented": "Features that are there",
    "proposed": "Features that are proposed",
    "retired": "Features that are retired",
}
HEADER = (
    "| number | name | what it is | unit | without activity | unknown when | author |\n"
    "|---|---|---|---|---|---|---|"
)


def page() -> str:
    """The page of all features, by their status."""
    parts = ["# Dictionary of features", INTRODUCTION.rstrip()]
    for status, heading in HEADINGS.items():
        rows = [row(feature) for feature in features() if feature["status"] == status]
        parts += [f"## {heading}", "\n".join([HEADER, *rows])]
    return "\n\n".join(parts) + "\n"


def texts() -> str:
    """The definitions as blocks of text that the YAML of models names: feature_<name>."""
    blocks = [
        f"{{% docs feature_{feature['name']} %}}{feature['definition']}{{% enddocs %}}"
        for feature in features()
        if feature["status"] == "implemented"
    ]
    return "\n".join([TEXTS, "", *blocks, ""])


def row(feature: dict[str, str]) -> str:
    """A feature as a row of a table."""
    cells = [feature["feature_id"], f"`{feature['name']}`", feature["definition"], feature["unit"]]
    cells += [feature["default"] or "unknown", feature["unknown_when"], feature["author"]]
    return f"| {' | '.join(cells)} |"


def features() -> list[dict[str, str]]:
    """The rows of the seed."""
    with SEED.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))
