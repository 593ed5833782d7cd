"""The SQL by which MySQL or MariaDB takes the CSVs in, checks them and counts."""

from publishers.moocdb.courses import Course
from publishers.moocdb.tables import PRIVATE_TABLES, TABLES, Table

# By which a table that we wrote is known again.
MARK = "MOOCdb, written by moocdb"
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
    course: Course,
    database: str,
    tables: list[Table],
    columns: dict[str, dict[str, str]],
    rows: dict[str, int],
) -> str:
    """The SQL that makes the database, fills it from the CSVs, declares the references and counts.

    `columns` is {table: {column: DuckDB type}} and `rows` is {table: rows in its CSV}.
    """
    comment = " ".join(course.course_id.split())
    return "\n\n".join(
        [
            f"-- MOOCdb of {comment}. In this folder:\n"
            "--   mariadb -u root -p --local-infile=1 < moocdb.sql",
            create_database(database),
            "SET NAMES utf8mb4;\nSET SESSION sql_mode = 'TRADITIONAL';",
            drop_tables(),
            *(create_table(table, columns[table.name]) for table in tables),
            *(load_data(table, columns[table.name]) for table in tables),
            *(add_references(table) for table in tables if table.references),
            count_rows(rows),
            "",
        ]
    )


def create_database(database: str) -> str:
    """CREATE DATABASE and USE. Other people's tables there stop the script.

    Neither MySQL nor MariaDB has IF outside of procedures: the guard asks for a table that does not
    exist, and the server's message names it.
    """
    return (
        "-- The database is made here. To give it another name, change it in these two lines.\n"
        f"CREATE DATABASE IF NOT EXISTS `{database}` DEFAULT CHARACTER SET utf8mb4;\n"
        f"USE `{database}`;\n\n"
        "-- A database with tables that are not MOOCdb's stops here, untouched.\n"
        "SET @guard = (\n"
        "  SELECT IF(\n"
        "    COUNT(*) = 0 OR SUM(table_name = 'observed_event_types') > 0,\n"
        "    'DO 0',\n"
        "    'SELECT * FROM `other tables are here, change the name in moocdb.sql`'\n"
        "  )\n"
        "  FROM information_schema.tables WHERE table_schema = DATABASE()\n"
        ");\n"
        "PREPARE guard FROM @guard;\n"
        "EXECUTE guard;\n"
        "DEALLOCATE PREPARE guard;"
    )


def drop_tables() -> str:
    """DROP TABLE for every table of MOOCdb: a script that is run again replaces what it loaded."""
    names = ", ".join(f"`{table.name}`" for table in [*TABLES, *PRIVATE_TABLES])
    return (
        "-- What an earlier run left there is replaced.\n"
        "SET SESSION foreign_key_checks = 0;\n"
        f"DROP TABLE IF EXISTS {names};\n"
        "SET SESSION foreign_key_checks = 1;"
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
        "ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_bin ROW_FORMAT=DYNAMIC "
        f"COMMENT='{MARK}';"
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
