"""The SQL by which MySQL or MariaDB takes the CSVs in, checks them and counts."""

from publishers.moocdb.tables import Table

TYPES = {
    "BIGINT": "BIGINT",
    "INTEGER": "INT",
    "SMALLINT": "SMALLINT",
    "DOUBLE": "DOUBLE",
    "BOOLEAN": "TINYINT(1)",
    "DATE": "DATE",
    "TIMESTAMP": "DATETIME",
    "VARCHAR": "LONGTEXT",
}


def load_script(
    course_id: str, tables: list[Table], columns: dict[str, dict[str, str]], rows: dict[str, int]
) -> str:
    """The SQL that makes the tables, loads the CSVs, declares the references and counts.

    `columns` is {table: {column: DuckDB type}} and `rows` is {table: rows in its CSV}.
    """
    comment = " ".join(course_id.split())
    return "\n\n".join(
        [
            f"-- MOOCdb of {comment}. In this folder, into an empty database:\n"
            "--   mariadb --local-infile=1 DATABASE < moocdb.sql",
            "SET NAMES utf8mb4;\nSET SESSION sql_mode = 'TRADITIONAL';",
            *(create_table(table, columns[table.name]) for table in tables),
            *(load_data(table, columns[table.name]) for table in tables),
            *(add_references(table) for table in tables if table.references),
            count_rows(rows),
            "",
        ]
    )


def create_table(table: Table, columns: dict[str, str]) -> str:
    """CREATE TABLE for columns given as {name: DuckDB type}; references come after the load."""
    lines = [
        f"`{name}` {column_type(table, name, type_)} "
        + ("NOT NULL" if table.is_required(name) else "NULL")
        for name, type_ in columns.items()
    ]
    lines.append(f"PRIMARY KEY (`{table.key}`)")
    indexes = [*table.indexes, *((column,) for column in table.references if column != table.key)]
    lines += [
        f"KEY `{'__'.join(index)}` ({', '.join(f'`{column}`' for column in index)})"
        for index in indexes
    ]
    body = ",\n  ".join(lines)
    return (
        f"CREATE TABLE `{table.name}` (\n  {body}\n) "
        "ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_bin ROW_FORMAT=DYNAMIC;"
    )


def column_type(table: Table, column: str, duckdb_type: str) -> str:
    """The MySQL type of a column."""
    width = {"course_id": 255, "platform": 20, **table.widths}.get(column)
    return f"VARCHAR({width})" if width else TYPES[duckdb_type]


def load_data(table: Table, columns: dict[str, str]) -> str:
    """LOAD DATA LOCAL for the table's CSV: an empty field is NULL where the column may be null."""
    fields = [
        f"`{name}`" if table.is_required(name) else f"@{number}_{name}"
        for number, name in enumerate(columns)
    ]
    settings = [
        f"`{name}` = NULLIF(@{number}_{name}, '')"
        for number, name in enumerate(columns)
        if not table.is_required(name)
    ]
    return (
        f"LOAD DATA LOCAL INFILE '{table.name}.csv' INTO TABLE `{table.name}`\n"
        "  CHARACTER SET utf8mb4\n"
        "  FIELDS TERMINATED BY ',' OPTIONALLY ENCLOSED BY '\"' ESCAPED BY ''\n"
        "  LINES TERMINATED BY '\\r\\n' IGNORE 1 LINES\n"
        f"  ({', '.join(fields)})" + (f"\n  SET {', '.join(settings)}" if settings else "") + ";"
    )


def add_references(table: Table) -> str:
    """ALTER TABLE that declares the foreign keys, which the server then checks row by row."""
    clauses = ",\n  ".join(
        f"ADD FOREIGN KEY (`{column}`) REFERENCES `{other}` (`{other_column}`)"
        for column, (other, other_column) in table.references.items()
    )
    return f"ALTER TABLE `{table.name}`\n  {clauses};"


def count_rows(rows: dict[str, int]) -> str:
    """A query that shows, for each table, the rows that the CSV holds beside those loaded."""
    selects = [
        f"SELECT '{name}' AS table_name, {n} AS rows_in_csv, COUNT(*) AS rows_loaded FROM `{name}`"
        for name, n in rows.items()
    ]
    return "\nUNION ALL ".join(selects) + ";"
