"""sqlfluff, with what it repeats for every rule or file made once: `make lint` runs it so.

    python tests/quick_lint.py lint models tests

Every layout rule lays out the whole file again, the node of each file is searched among the paths
of all nodes, and a worker sends the tree of each file back to be forgotten. The functions below
replace these parts of sqlfluff; what it finds stays the same
(tests/conventions/test_lint.py). It only lints: a fix changes the tree.
"""

from __future__ import annotations

import functools
import multiprocessing
import os
import sys
from typing import Any

from sqlfluff.cli.commands import cli
from sqlfluff.core import FluffConfig, Linter
from sqlfluff.core.linter import LintedFile, runner
from sqlfluff.core.parser import BaseSegment
from sqlfluff.core.parser.segments.base import PathStep
from sqlfluff.utils.reflow.depthmap import DepthInfo, DepthMap, StackPosition
from sqlfluff.utils.reflow.sequence import ReflowSequence
from sqlfluff_templater_dbt.templater import DbtTemplater


def share_layouts() -> None:
    """Lay out a file once for all rules; each gets lists of its own."""
    lay_out = ReflowSequence.from_root.__func__
    known: list[tuple[BaseSegment, ReflowSequence]] = []

    def from_root(
        cls: type[ReflowSequence], root_segment: BaseSegment, config: FluffConfig
    ) -> ReflowSequence:
        if not known or known[0][0] is not root_segment:
            known[:] = [(root_segment, lay_out(cls, root_segment, config))]
        layout = known[0][1]
        depths = DepthMap([])
        depths.depth_info = layout.depth_map.depth_info.copy()
        return cls(layout.elements.copy(), root_segment, layout.reflow_config, depths)

    ReflowSequence.from_root = classmethod(from_root)


def walk_once() -> None:
    """Find the depths of all raw segments in one walk; their ancestors are asked once each."""

    def from_parent(cls: type[DepthMap], parent: BaseSegment) -> DepthMap:
        depths = cls([])

        def walk(
            segment: BaseSegment,
            hashes: tuple[int, ...],
            types: tuple[frozenset[str], ...],
            positions: dict[int, StackPosition],
        ) -> None:
            own = hash(segment)
            hashes, types = (*hashes, own), (*types, segment.class_types)
            known, children = frozenset(hashes), segment.segments
            for place, child in enumerate(children):
                step = PathStep(segment, place, len(children), segment._code_indices)
                here = {**positions, own: StackPosition.from_path_step(step)}
                if child.is_type("raw"):
                    depth = DepthInfo(len(hashes), hashes, known, types, here)
                    depths.depth_info[child.uuid] = depth
                else:
                    walk(child, hashes, types, here)

        walk(parent, (), (), {})
        return depths

    DepthMap.from_parent = classmethod(from_parent)


def find_parents_by_place() -> None:
    """Look for a segment where its parent has it, instead of comparing it with all before it."""
    search = BaseSegment.get_parent

    def get_parent(self: BaseSegment) -> tuple[BaseSegment, int] | None:
        parent, place = self._parent and self._parent(), self._parent_idx
        if parent and place is not None and self in parent.segments[place : place + 1]:
            return parent, place
        return search(self)

    BaseSegment.get_parent = get_parent


def find_nodes_by_path() -> None:
    """Look up the node of a file by its path; sqlfluff itself finds those that are none."""
    search = DbtTemplater._find_node
    known: list[tuple[Any, dict[str, Any]]] = []

    def find_node(self: Any, fname: str, config: Any = None, dbt_dir: str = ".") -> Any:
        if not known or known[0][0] is not self.dbt_manifest:
            nodes = {node.original_file_path: node for node in self.dbt_manifest.nodes.values()}
            known[:] = [(self.dbt_manifest, nodes)]
        node = known[0][1].get(os.path.relpath(fname, start=dbt_dir))
        return node or search(self, fname, config, dbt_dir)

    DbtTemplater._find_node = find_node


def return_no_trees() -> None:
    """A worker returns what it found, without the tree of the file."""
    lint_rendered = Linter.lint_rendered.__func__

    @functools.wraps(lint_rendered)
    def lint_and_forget(cls: type[Linter], *args: Any, **options: Any) -> LintedFile:
        linted: LintedFile = lint_rendered(cls, *args, **options)
        return linted._replace(tree=None)

    Linter.lint_rendered = classmethod(lint_and_forget)


def fork_workers() -> None:
    """Workers begin with what is imported and replaced here, before dbt has any thread."""
    if "fork" in multiprocessing.get_all_start_methods():
        runner.MultiProcessRunner.POOL_TYPE = multiprocessing.get_context("fork").Pool


if __name__ == "__main__":
    assert sys.argv[1] == "lint", "only `lint`: a fix needs the trees"
    share_layouts()
    walk_once()
    find_parents_by_place()
    find_nodes_by_path()
    return_no_trees()
    fork_workers()
    cli()
