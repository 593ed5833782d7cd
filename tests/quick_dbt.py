"""What dbt makes again for every node or command, made once: for the server of tests/dbt_server.py.

Half the time of a small build is not its SQL. For each node dbt wraps all macros several times, for
each log line it fills a message, for each command it draws the graph of the whole project, and for
each unit test it parses the SQL of the model. The functions below replace these parts of dbt; what
is rendered, run and printed stays the same (tests/conventions/test_quick_dbt.py). The
samples are also built by the plain command line (`make test`), where nothing is replaced.
"""

from __future__ import annotations

import re
from functools import cache
from itertools import pairwise
from typing import Any

import parsedatetime
import yaml
from dbt import compilation
from dbt.adapters.base import BaseAdapter
from dbt.adapters.duckdb.impl import DuckDBAdapter
from dbt.clients.jinja import MacroGenerator
from dbt.context import providers
from dbt.context.macros import MacroNamespace, MacroNamespaceBuilder
from dbt.contracts.graph.nodes import ParsedNode
from dbt.include.global_project import PROJECT_NAME
from dbt.tracking import track_behavior_change_warn
from dbt.utils import args_to_dict
from dbt_common.clients import jinja
from dbt_common.events.base_types import BaseEvent, EventLevel
from dbt_common.events.event_manager import EventManager
from dbt_common.events.logger import PRINT_EVENT_NAMES


class Namespace(dict[str, Any]):
    """The macros as a context sees them, by name; the first to win is written last."""

    get_from_package = MacroNamespace.get_from_package

    def __init__(
        self, builder: MacroNamespaceBuilder, spaces: dict[str, dict[str, MacroGenerator]]
    ) -> None:
        super().__init__()
        self.packages = {
            package: space
            for package, space in spaces.items()
            if package not in builder.internal_package_names
        }
        self.local_namespace = self.packages.get(builder.search_package, {})
        self.global_namespace = self.packages.get(builder.root_package, {})
        self.global_project_namespace: dict[str, MacroGenerator] = {}
        for package in reversed(builder.internal_package_names_order):
            self.global_project_namespace.update(spaces.get(package, {}))
        self.update(self.global_project_namespace)
        self[PROJECT_NAME] = self.global_project_namespace
        self.update(self.packages)
        self.update(self.global_namespace)
        self.update(self.local_namespace)


def build_namespace(builder: MacroNamespaceBuilder, by_package: Any, context: Any) -> Namespace:
    """Wrap the macros for a context, without a look-up or an `__init__` for each of them."""
    node, stack, new = builder.node, builder.thread_ctx, MacroGenerator.__new__
    spaces: dict[str, dict[str, MacroGenerator]] = {}
    for package, macros in by_package.items():
        space = spaces[package] = {}
        for name, macro in macros.items():
            space[name] = wrapped = new(MacroGenerator)
            wrapped.context, wrapped.macro = context, macro
            wrapped.node, wrapped.stack = node, stack
    return Namespace(builder, spaces)


def share_namespaces() -> None:
    MacroNamespaceBuilder.build_namespace = build_namespace


def share_templates(manifest: Any) -> None:
    """Compile a text of Jinja once: those of the project before a command needs them."""
    compiled: dict[tuple[type, str], Any] = {}
    compile_anew = jinja.MacroFuzzEnvironment.compile

    def compile_once(self: Any, source: Any, *args: Any, **options: Any) -> Any:
        if args or options or not isinstance(source, str):
            return compile_anew(self, source, *args, **options)
        key = (type(self), source)
        if key not in compiled:
            compiled[key] = compile_anew(self, source)
        return compiled[key]

    jinja.MacroFuzzEnvironment.compile = compile_once
    text, native = jinja.get_environment(), jinja.get_environment(native=True)
    for macro in manifest.macros.values():
        text.compile(macro.macro_sql)
    for node in manifest.nodes.values():
        text.compile(getattr(node, "raw_code", None) or "")
        metadata = getattr(node, "test_metadata", None)
        for value in metadata.kwargs.values() if metadata else ():
            if isinstance(value, str) and "{{" in value:
                native.compile(value)


def leave_out_unread_messages() -> None:
    """Fill and format no message that no logger writes and no callback asks for."""
    fill, fire = BaseEvent.__init__, EventManager.fire_event
    levels = [EventLevel.DEBUG, EventLevel.TEST, EventLevel.INFO, EventLevel.WARN, EventLevel.ERROR]

    def remember(self: BaseEvent, *args: Any, **values: Any) -> None:
        self.__dict__["values"] = (args, values)

    def message(self: BaseEvent) -> Any:
        if "message" not in self.__dict__:
            args, values = self.__dict__["values"]
            fill(self, *args, **values)
        return self.__dict__["message"]

    def keep(self: BaseEvent, filled: Any) -> None:
        self.__dict__["message"] = filled

    def fire_if_read(
        self: EventManager, e: BaseEvent, level: Any = None, *args: Any, **options: Any
    ) -> None:
        rank = levels.index(level or e.level_tag())
        if (
            rank >= levels.index(EventLevel.WARN)  # may be an error by --warn-error
            or type(e).__name__ in PRINT_EVENT_NAMES
            or any(rank >= levels.index(logger.level) for logger in self.loggers)
            or self.callbacks not in ([], [track_behavior_change_warn])
        ):
            fire(self, e, level, *args, **options)

    BaseEvent.__init__ = remember
    BaseEvent.pb_msg = property(message, keep)
    EventManager.fire_event = fire_if_read


def share_small_things() -> None:
    """The options of a command, the names of days in a table of rows; look-ups by name."""
    providers.args_to_dict = cache(args_to_dict)
    parsedatetime.Constants = cache(parsedatetime.Constants)
    match = BaseAdapter._make_match

    def match_same_names(
        self: Any, relations: Any, database: str, schema: str, identifier: str
    ) -> Any:
        name = identifier.lower()
        same = [relation for relation in relations if relation.identifier.lower() == name]
        return match(self, same, database, schema, identifier)

    BaseAdapter._make_match = match_same_names


def share_graphs(manifest: Any) -> None:
    """Draw the graphs of the project once, that of `build` (with edges by tests) and the other."""
    linker = compilation.Linker()
    linker.link_graph(manifest)
    drawn, draw = set(manifest.nodes), compilation.Compiler.compile
    graphs = {False: linker.graph.copy()}
    manifest.build_parent_and_child_maps()
    linker.add_test_edges(manifest)
    graphs[True] = linker.graph

    def compile_(self: Any, manifest: Any, write: bool = True, add_test_edges: bool = False) -> Any:
        if manifest.nodes.keys() != drawn:  # `show --inline` adds a node
            return draw(self, manifest, write, add_test_edges)
        self.initialize()
        if self.config.args.which != "list":
            compilation.print_compile_stats(compilation._generate_stats(manifest))
        # Without tests in a command these edges order nothing, and to take them out costs a second.
        left_out = getattr(self.config.args, "exclude_resource_types", None) or ()
        return compilation.Graph(graphs[add_test_edges and "test" not in left_out])

    compilation.Compiler.compile = compile_


# The beginning of a query: its comments, then its CTEs or none.
BEGINNING = re.compile(
    r"(?:\s|--[^\n]*\n|/\*.*?\*/)*(?:(with)(?:\s+recursive)?|select)\b", re.DOTALL | re.IGNORECASE
)


def inject_inputs_quickly() -> None:
    """Put the inputs of a unit test before the CTEs of its model, its SQL not parsed."""
    inject = compilation.inject_ctes_into_sql

    def inject_quickly(sql: str, ctes: list[Any]) -> str:
        beginning = BEGINNING.match(sql)
        if not ctes or not beginning:
            return str(inject(sql, ctes))
        inputs = ", ".join(cte.sql for cte in ctes)
        if beginning[1]:
            return f"{sql[: beginning.end()]}{inputs}, {sql[beginning.end() :]}"
        return f"with {inputs} {sql}"

    compilation.inject_ctes_into_sql = inject_quickly


def remember_columns(command: list[str]) -> None:
    """Ask for the columns of a relation once in a command that changes none."""
    if "test" in command and "build" not in command:  # a build may leave out tests
        find, known = DuckDBAdapter.get_columns_in_relation, {}

        def find_once(self: DuckDBAdapter, relation: Any) -> Any:
            name = relation.render()
            if "__dbt_tmp" in name:  # of a unit test; another one may have the same name
                return find(self, relation)
            if name not in known:
                known[name] = find(self, relation)
            return known[name]

        DuckDBAdapter.get_columns_in_relation = find_once


def write_what_is_read(command: list[str]) -> None:
    """Write the SQL of nodes to the target folder for `compile` only."""
    if "compile" not in command:
        ParsedNode.write_node = lambda *_: None


def trust_contracts(manifest: Any, command: list[str]) -> None:
    """Ask for no types of a query where no var is set: `make test` builds the same query."""
    if not any(yaml.safe_load(value) for name, value in pairwise(command) if name == "--vars"):
        macro = "{% macro get_assert_columns_equivalent(sql) %}{% endmacro %}"
        manifest.macros["macro.dbt.get_assert_columns_equivalent"].macro_sql = macro


def prepare(manifest: Any) -> None:
    """Replace all of it in this process, for commands on this manifest."""
    share_namespaces()
    share_templates(manifest)
    leave_out_unread_messages()
    share_small_things()
    share_graphs(manifest)
    inject_inputs_quickly()
