"""SQL that DuckDB and Spark 4 both take with the same meaning, found without running it.

A model is compiled with replacements of the macros of `macros/engine`, each a plain call named like
its macro (`engine_trimmed(...)`), so that what is left is what the model says itself. Functions,
types and signs are allowed by name: what no list names is refused, until somebody has tried it on
both engines.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from itertools import pairwise
from typing import Any

import sqlglot
from sqlglot import exp
from sqlglot.dialects import DuckDB
from sqlglot.errors import SqlglotError
from sqlglot.tokenizer_core import Token, TokenType


def _words(text: str) -> frozenset[str]:
    return frozenset(text.split())


# Parameters of engine macros that are not SQL: patterns, names of columns to be, marks.
NOT_SQL = _words("alias as_json group item kind mark pattern place replacement separator window")
PREFIX = "engine_"
# Engine macros that are more than a value, or less.
SHAPES = {
    "each_numbered_json_item": "{call} as {{{{ item }}}}, {call} as {{{{ place }}}}",
    "join_days": "cross join {call} as {{{{ alias }}}}(spine_date)",
    "join_numbers": "cross join {call} as {{{{ alias }}}}(number)",
    "join_words": "cross join {call} as {{{{ alias }}}}(word)",
    "last_known": "{call} over {{{{ window }}}}",
    "quoted_name": "quoted_name",
    "union_in_recursion": "union all",
}

FUNCTIONS = _words(
    """
    abs asinh avg bool_and bool_or ceil chr coalesce concat_ws contains corr count cume_dist
    date_trunc dense_rank exp first_value floor greatest grouping if lag last_value lead least left
    length ln lower lpad max md5 median min nullif percentile_cont position power rank repeat
    replace round row_number sign split_part sqrt stddev_pop stddev_samp substr sum tanh trim
    upper var_samp
    """
)
# Words that may stand before a bracket and call nothing.
WORDS = _words(
    """
    all and any as between by case cast cube decimal distinct else except exists filter from group
    having in intersect is join like not on or over select then union using values when where with
    """
) | {"group by", "order by", "partition by"}
TYPES = _words("bigint boolean date decimal double integer smallint string timestamp")
SIGNS = _words("( ) , . + - * / % = <> != < <= > >= ||")
CLAUSES = (
    "* exclude", "* rename", "* replace", ", )", ", from", "as materialized", "asof join",
    "at time zone", "collate", "distinct on", "glob", "ignore nulls", "lambda", "pivot",
    "positional join", "respect nulls", "similar to", "tablesample", "union all by name",
    "union by name", "unpivot", "using sample",
)  # fmt: skip
LITERALS = (TokenType.STRING, TokenType.NUMBER)


def replacements(macros: Mapping[str, Mapping[str, Any]]) -> dict[str, str]:
    """The text that replaces each engine macro of a manifest, by the id of the macro."""
    found = {}
    for key, macro in macros.items():
        head = re.search(r"macro duckdb__(\w+)\((.*?)\)", macro["macro_sql"], re.DOTALL)
        if head and macro["original_file_path"].startswith("macros/engine/"):
            name, signature = head.groups()
            parameters = [parameter.split("=")[0].strip() for parameter in signature.split(",")]
            texts = " + ".join(_texts(parameter) for parameter in parameters if parameter) or "[]"
            call = f"{PREFIX}{name}({{{{ ({texts}) | join(', ') }}}})"
            body = SHAPES.get(name, "{call}").format(call=call)
            found[key] = f"{{% macro duckdb__{name}({signature}) %}}{body}{{% endmacro %}}"
    return found


def _texts(parameter: str) -> str:
    """Jinja for the list of the SQL texts that an argument holds: a text, a list or a mapping."""
    if parameter in NOT_SQL:
        return "[]"
    listed = "[]" if parameter == "fields" else f"({parameter} or [])"  # names, not SQL
    return (
        f"({parameter}.values() | list if {parameter} is mapping"
        f" else [{parameter}] if {parameter} is string or {parameter} is number else {listed})"
    )


def findings(sql: str) -> list[str]:
    """Parts of a text of SQL that only DuckDB takes, or takes in another sense than Spark."""
    # A relation is written as each adapter writes names.
    sql = re.sub(r'"[^"]+"\."([^"]+)"\."([^"]+)"', r"\1.\2", sql)
    tokens = DuckDB().tokenize(sql)
    found = [finding for rule in TOKEN_RULES for finding in rule(tokens)]
    try:
        tree = sqlglot.parse_one(sql, read="spark")
    except SqlglotError as error:
        return [*found, f"no Spark SQL: {str(error).splitlines()[0]}"]
    return [*found, *(finding for rule in TREE_RULES for finding in rule(tree))]


def _is_word(token: Token) -> bool:
    return token.token_type not in LITERALS and re.match(r"[A-Za-z_]", token.text) is not None


def unknown_functions(tokens: Sequence[Token]) -> Iterator[str]:
    for before, token, bracket in zip(tokens, tokens[1:], tokens[2:], strict=False):
        # After `as` stands an alias with the names of its columns.
        is_alias = before.token_type == TokenType.ALIAS
        if bracket.token_type != TokenType.L_PAREN or not _is_word(token) or is_alias:
            continue
        name = token.text.lower()
        if name not in FUNCTIONS | WORDS and not name.startswith(PREFIX):
            yield f"function {name}"


def quoted_names(tokens: Sequence[Token]) -> Iterator[str]:
    for token in tokens:
        if token.token_type == TokenType.IDENTIFIER:
            yield f'quoted name "{token.text}"'


def unknown_signs(tokens: Sequence[Token]) -> Iterator[str]:
    for token in tokens:
        if token.token_type == TokenType.BYTE_STRING:
            yield "text with escapes e''"
        elif token.token_type in (*LITERALS, TokenType.IDENTIFIER) or _is_word(token):
            continue
        elif token.text not in SIGNS:
            yield f"sign {token.text}"


def backslashes(tokens: Sequence[Token]) -> Iterator[str]:
    for token in tokens:
        if token.token_type == TokenType.STRING and "\\" in token.text:
            yield f"backslash in '{token.text}'"


def odd_numbers(tokens: Sequence[Token]) -> Iterator[str]:
    """0x1f: a number with a word right behind it."""
    for token, following in pairwise(tokens):
        is_next = token.end + 1 == following.start
        if token.token_type == TokenType.NUMBER and is_next and _is_word(following):
            yield f"number {token.text}{following.text}"


def unknown_types(tokens: Sequence[Token]) -> Iterator[str]:
    """The type after the last `as` of each cast."""
    opened: list[bool] = []
    for before, token, following in zip([None, *tokens], tokens, [*tokens[1:], None], strict=False):
        if token.token_type == TokenType.L_PAREN:
            opened.append(before is not None and before.text.lower() in ("cast", "try_cast"))
        elif token.token_type == TokenType.R_PAREN and opened:
            opened.pop()
        elif token.token_type == TokenType.ALIAS and opened and opened[-1]:
            name = following.text.lower() if following else ""
            if name not in TYPES:
                yield f"type {name}"


def clauses(tokens: Sequence[Token]) -> Iterator[str]:
    """Words that Spark lacks, or wants in another place."""
    written = " ".join(
        "''" if token.token_type in LITERALS else token.text.lower() for token in tokens
    )
    for words in CLAUSES:
        if f" {words} " in f" {written} ":
            yield words


def filtered_windows(tree: exp.Expr) -> Iterator[str]:
    for window in tree.find_all(exp.Window):
        if isinstance(window.this, exp.Filter):
            yield "filter over a window"


def ordered_aggregates(tree: exp.Expr) -> Iterator[str]:
    for order in tree.find_all(exp.Order):
        if isinstance(order.parent, exp.Func):
            yield "order by within an aggregate"


def qualified_groups(tree: exp.Expr) -> Iterator[str]:
    """Spark's qualify takes no group by."""
    for select in tree.find_all(exp.Select):
        if select.args.get("qualify") and select.args.get("group"):
            yield "qualify beside group by"


def trims_of_two(tree: exp.Expr) -> Iterator[str]:
    """Spark's trim(a, b) takes a from the ends of b."""
    for trim in tree.find_all(exp.Trim):
        if trim.expression and not trim.args.get("position"):
            yield "trim of two arguments"


def recursive_unions(tree: exp.Expr) -> Iterator[str]:
    for within in tree.find_all(exp.With):
        for cte in within.expressions if within.recursive else []:
            reads = {table.name for table in cte.find_all(exp.Table)}
            unions = cte.find_all(exp.Union)
            if cte.alias in reads and any(union.args.get("distinct") for union in unions):
                yield "recursion by union"


TOKEN_RULES: tuple[Callable[[Sequence[Token]], Iterator[str]], ...] = (
    unknown_functions,
    quoted_names,
    unknown_signs,
    backslashes,
    odd_numbers,
    unknown_types,
    clauses,
)
TREE_RULES: tuple[Callable[[exp.Expr], Iterator[str]], ...] = (
    filtered_windows,
    ordered_aggregates,
    qualified_groups,
    trims_of_two,
    recursive_unions,
)
