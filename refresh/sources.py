"""The sources of the dbt project, and when its files were last changed."""

import os
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from loaders.yaml_files import read_yaml

ROOT = Path(__file__).parents[1]
MODELS = ("models", "macros", "seeds", "dbt_project.yml", "requirements.txt")


@dataclass(frozen=True)
class SourceTable:
    """A source table of the dbt project.

    name: as dbt selects it, for example raw.edx_lines.
    loads: which loads change it (raw.loads.source), `any` for all; None if the project names none.
    platform: folder of its file below models/staging, or empty.
    """

    name: str
    loads: tuple[str, ...] | None
    platform: str

    @property
    def source(self) -> str:
        """Name of the dbt source that the table belongs to, for example raw."""
        return self.name.split(".")[0]

    def is_changed_by(self, source: str) -> bool:
        """Tell whether a load of a source changes it; people are forgotten in all."""
        if source == "forget":
            return True
        if self.loads is not None:
            return "any" in self.loads or source in self.loads
        return not self.platform or f"{source}-".startswith(f"{self.platform}-")


def source_tables(root: Path = ROOT) -> list[SourceTable]:
    """Read the sources of the project."""
    staging = root / "models" / "staging"
    return [
        SourceTable(f"{source['name']}.{table['name']}", _loads(table, source), platform)
        for path in sorted(staging.rglob("_sources.yml"))
        for platform in ["/".join(path.parent.relative_to(staging).parts[:1])]
        for source in read_yaml(path)["sources"]
        for table in source["tables"]
    ]


def _loads(*levels: dict[str, Any]) -> tuple[str, ...] | None:
    """Return the loads of a table; its own config takes precedence over that of its source."""
    for level in levels:
        loads = level.get("config", {}).get("meta", {}).get("loads")
        if loads is not None:
            return tuple(loads)
    return None


def last_change(root: Path = ROOT) -> tuple[datetime, Path]:
    """Return when the files that dbt builds from were last changed (UTC), and the changed path.

    Uses ctime, since copies and archives may restore an old mtime. A deletion changes its folder.
    """
    changed, path = max((path.lstat().st_ctime, path) for path in _files(root))
    return datetime.fromtimestamp(changed, UTC).replace(tzinfo=None), path


def _files(root: Path) -> Iterator[Path]:
    for place in (root / name for name in MODELS):
        yield place
        for folder, folders, files in os.walk(place):
            folders[:] = [name for name in folders if name != "__pycache__"]
            yield from (Path(folder, name) for name in folders + files if name[0] != ".")
