"""YAML files, read by libyaml: the parser in pure Python takes nine times as long."""

from pathlib import Path
from typing import Any

import yaml  # type: ignore[import-untyped]


def read_yaml(path: Path) -> Any:
    """What a YAML file of the project holds. Raises yaml.YAMLError where it is none."""
    return yaml.load(path.read_text(encoding="utf-8"), yaml.CSafeLoader)
