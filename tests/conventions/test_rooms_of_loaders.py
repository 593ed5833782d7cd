"""Rooms of the loaders are the folders within them; imports between two rooms go one way only."""

import ast
from collections import defaultdict
from collections.abc import Iterator
from pathlib import Path

from one_way import in_a_circle

ROOT = Path(__file__).parents[2]
LOADERS = ROOT / "loaders"


def room_of(module: str) -> str:
    """The room that a module is in; a module that is in none stands for itself."""
    _, room, *_ = module.split(".")
    return room


def imports(path: Path) -> Iterator[str]:
    """Modules of the loaders that a file imports, wherever in its text it does."""
    for node in ast.walk(ast.parse(path.read_bytes())):
        if isinstance(node, ast.ImportFrom):
            assert not node.level, f"{path} imports by a relative name"
            if node.module == "loaders":
                yield from (f"loaders.{alias.name}" for alias in node.names)
            elif (node.module or "").startswith("loaders."):
                yield str(node.module)
        elif isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names if alias.name.startswith("loaders."))


def arrows() -> Iterator[tuple[str, str, str, str]]:
    """(room, module, room, module) of each import between two rooms, the importing one first."""
    for path in sorted(LOADERS.rglob("*.py")):
        parts = path.relative_to(ROOT).with_suffix("").parts
        module = ".".join(parts)
        for imported in imports(path):
            if room_of(module) != room_of(imported):
                yield room_of(module), module, room_of(imported), imported


def test_imports_between_rooms_go_one_way() -> None:
    uses = defaultdict(set)
    for room, module, used_room, used in arrows():
        uses[room, used_room].add(f"{module} imports {used}")
    assert ("logs", "warehouse") in uses and ("report", "logs") in uses
    assert in_a_circle(uses) == [], "rooms import one another"


def test_a_room_says_what_it_is_for_and_nothing_else() -> None:
    rooms = [path.parent for path in LOADERS.glob("*/*.py") if path.name != "__init__.py"]
    for room in {*rooms}:
        [sentence] = ast.parse((room / "__init__.py").read_bytes()).body
        assert isinstance(sentence, ast.Expr) and isinstance(sentence.value, ast.Constant)
        assert str(sentence.value.value).endswith("."), room
