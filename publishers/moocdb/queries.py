"""The rows of each table as others' SQL wants them."""

from enum import StrEnum

import duckdb

from publishers.moocdb.tables import Table


class Vocabulary(StrEnum):
    """Whose numbers the types have: MOOCdb's core tables or DigitalLearnerQuantified's scripts."""

    core = "core"
    dlq = "dlq"


TYPE_TABLES = {
    "resource_type_id": "resource_types",
    "problem_type_id": "problem_types",
    "collaboration_type_id": "collaboration_types",
}


def columns_of(connection: duckdb.DuckDBPyConnection, table: Table) -> dict[str, str]:
    """{column: DuckDB type} in the order of the mart."""
    described = connection.execute(f"describe {table.schema}.{table.name}").fetchall()
    return {row[0]: row[1] for row in described}


def table_query(
    table: Table,
    columns: dict[str, str],
    vocabulary: Vocabulary,
    *,
    with_private: bool,
) -> str:
    """The rows of a table as others' SQL wants them, with parameters $course_id and $platform."""
    spelling = {"TIMESTAMP": "date_trunc('second', t.{})", "BOOLEAN": "cast(t.{} as integer)"}
    expressions = {
        name: spelling.get(type_, "t.{}").format(name) for name, type_ in columns.items()
    }
    joins = []
    if vocabulary is Vocabulary.dlq:
        for column in TYPE_TABLES.keys() & columns.keys():
            joins.append(f"left join moocdb.{TYPE_TABLES[column]} as dlq using ({column})")
            expressions[column] = "dlq.dlq_id"
            if "dlq_id" in columns:
                expressions["dlq_id"] = "t.dlq_id"
    if table.name == "observed_events":
        # Others join an event to its resource by text: its address is its resource's URI.
        joins.append("left join moocdb.resources as r on t.resource_id = r.resource_id")
        joins.append(
            "left join moocdb.urls as u on r.resource_uri = u.url "
            "and r.course_id = u.course_id and r.platform = u.platform"
        )
        expressions["url_id"] = "u.url_id"
    if table.name == "collaborations" and with_private:
        joins.append(
            "left join private.collaboration_content as c "
            "on t.collaboration_id = c.collaboration_id"
        )
        expressions["collaboration_content"] = "c.collaboration_content"
    where = []
    if "course_id" in columns:
        where.append("t.course_id = $course_id and t.platform = $platform")
    if table.name == "resources_urls" and vocabulary is Vocabulary.dlq:
        # Its scripts count an event for each resource at its address: that of a URI has one.
        where.append(
            "not exists (select 1 from moocdb.urls as u inner join moocdb.resources as r "
            "on r.resource_uri = u.url and r.course_id = u.course_id and r.platform = u.platform "
            "where u.url_id = t.url_id and r.resource_id <> t.resource_id)"
        )
    if table.name == "user_pii":
        where.append(
            "t.user_id in (select user_id from moocdb.users "
            "where course_id = $course_id and platform = $platform)"
        )
    selected = ", ".join(f"{expression} as {name}" for name, expression in expressions.items())
    return " ".join(
        [
            f"select {selected} from {table.schema}.{table.name} as t",
            *joins,
            *(["where " + " and ".join(where)] if where else []),
            f"order by t.{table.key}",
        ]
    )
