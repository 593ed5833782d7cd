"""Rows of a package in the columns of their table, and which of them can be used."""

import pyarrow as pa
import pyarrow.compute as pc

from loaders.warehouse.edx_package_tables import RawTable

NUMBER = r"^[0-9]{1,18}$"
REPLACEMENT = "\ufffd"


def fitted(table: RawTable, values: pa.Table, course: str | None) -> pa.Table:
    """Return rows with the columns of the raw table, and a course where it is known."""
    columns: dict[str, pa.ChunkedArray] = {"line_no": values["line_no"]}
    for name, texts in zip(values.column_names, values.columns, strict=True):
        if target := table.column(name):
            texts = texts.cast(pa.large_string())
            columns[target] = pc.coalesce(columns[target], texts) if target in columns else texts
    if table.of_course:
        nothing = pa.chunked_array([pa.nulls(len(values), pa.large_string())])
        named = columns.get("course_id", nothing)
        named = pc.if_else(pc.equal(pc.utf8_trim_whitespace(named), ""), None, named)
        columns["course_id"] = pc.fill_null(named, course) if course else named
    return pa.table(columns)


def reasons_against(table: RawTable, values: pa.Table) -> pa.ChunkedArray:
    """Return why each row cannot be used, null where it can."""
    reasons = pa.chunked_array([pa.nulls(len(values), pa.string())])

    def has(name: str) -> pa.ChunkedArray:
        if name not in values.column_names:
            return pa.chunked_array([pa.array([False] * len(values), pa.bool_())])
        trimmed = pc.utf8_trim_whitespace(values[name])
        return pc.fill_null(pc.greater(pc.binary_length(trimmed), 0), False)

    for alternatives in table.needed:
        name, *others = alternatives.split("|")
        found = has(name)
        for other in others:
            found = pc.or_(found, has(other))
        reasons = pc.if_else(found, reasons, "no_key")
    for name in table.numbers & {*values.column_names}:
        is_number = pc.fill_null(pc.match_substring_regex(values[name], NUMBER), False)
        is_odd = pc.and_(has(name), pc.invert(is_number))
        reasons = pc.coalesce(reasons, pc.if_else(is_odd, "key_not_a_number", None))
    if table.of_course and table.has_always_course:
        reasons = pc.coalesce(reasons, pc.if_else(has("course_id"), None, "no_course"))
    return reasons


def is_repaired(values: pa.Table) -> pa.ChunkedArray:
    """Tell which rows hold U+FFFD."""
    found = pa.chunked_array([pa.array([False] * len(values), pa.bool_())])
    for name in values.column_names:
        if name != "line_no":
            has = pc.match_substring(values[name], REPLACEMENT)
            found = pc.or_(found, pc.fill_null(has, False))
    return found
