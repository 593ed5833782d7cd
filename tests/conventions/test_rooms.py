"""The rooms of a layer are the folders within it; arrows between two rooms go one way only."""

from collections import defaultdict
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from one_way import in_a_circle


def arrows(manifest: dict[str, Any], layer: str) -> Iterator[tuple[str, str, str, str]]:
    """(room, model, room, model) of each reference between two rooms, the one referred to first."""
    rooms = {
        key: (Path(node["original_file_path"]).parts[2], node["name"])
        for key, node in manifest["nodes"].items()
        if node["resource_type"] == "model"
        and node["original_file_path"].startswith(f"models/{layer}/")
    }
    for key, (room, model) in rooms.items():
        for upstream in manifest["nodes"][key]["depends_on"]["nodes"]:
            if upstream in rooms and rooms[upstream][0] != room:
                yield (*rooms[upstream], room, model)


@pytest.mark.parametrize("layer", ["intermediate", "marts"])
def test_arrows_between_rooms_go_one_way(manifest: dict[str, Any], layer: str) -> None:
    reads = defaultdict(list)
    for upstream_room, upstream, room, model in arrows(manifest, layer):
        reads[room, upstream_room].append(f"{model} reads {upstream}")
    assert in_a_circle(reads) == [], "rooms read one another"


def test_every_intermediate_model_has_a_room(manifest: dict[str, Any]) -> None:
    paths = [
        node["original_file_path"]
        for node in manifest["nodes"].values()
        if node["resource_type"] == "model"
        and node["original_file_path"].startswith("models/intermediate/")
    ]
    assert len(paths) > 90
    assert [path for path in paths if len(Path(path).parts) != 4] == []
