"""Take a load back: its rows in every raw table, and the files as they were before it."""

from dataclasses import dataclass, field
from datetime import UTC, datetime

import pyarrow as pa

from loaders.errors import Refusal
from loaders.streams.sources import SOURCES
from loaders.warehouse.database import Connection, transaction
from loaders.warehouse.user_agents import UserAgents

BOOKS = ("loads", "files", "file_history", "undone_loads", "builds", "user_agents")
LINES = [source.table for source in SOURCES.values()]


@dataclass
class Undoing:
    """What is taken back.

    source: of the load. rows: by table. files: paths of which it has landed something.
    replaced: earlier loads whose rows it replaced, with what they were of: these are gone.
    later: files of which later loads have landed more; they are to be landed again as a whole.
    """

    load_id: int
    source: str
    rows: dict[str, int] = field(default_factory=dict)
    files: list[str] = field(default_factory=list)
    replaced: list[tuple[int, str]] = field(default_factory=list)
    later: list[str] = field(default_factory=list)
    undone_by: int | None = None


def plan_undo(con: Connection, load_id: int) -> Undoing:
    """Return what a load has landed that is still there. Refusal if it cannot be taken back."""
    found = con.execute("select source from raw.loads where load_id = ?", [load_id]).fetchone()
    if not found:
        [(last,)] = con.sql("select coalesce(max(load_id), 0) from raw.loads").fetchall()
        ids = f"they are 1 to {last}" if last else "there are none"
        raise Refusal(f"There is no load {load_id}: {ids}; `moocdb status` shows them.")
    for other, undone_by in con.execute(
        "select load_id, undone_by from raw.undone_loads where $1 in (load_id, undone_by)",
        [load_id],
    ).fetchall():
        if other == load_id:
            raise Refusal(f"Load {load_id} has been taken back already, by load {undone_by}.")
        raise Refusal(f"Load {load_id} took back load {other}: to have it again, land its files.")
    if found[0] == "forget":
        raise Refusal(f"Load {load_id} forgot people or old lines, which cannot be taken back.")
    undoing = Undoing(load_id, found[0])
    for table in tables_of_rows(con):
        query = f"select count(*) from {table} where load_id = ?"
        [(n,)] = con.execute(query, [load_id]).fetchall()
        if n:
            undoing.rows[table] = n
    touched = con.execute(
        f"select path, load_id > $1 and {_has_rows('>')} from raw.files where source = $2 "
        f"and (load_id = $1 and bytes_loaded > 0 or {_has_rows('=')}) order by file_id",
        [load_id, undoing.source],
    ).fetchall()
    undoing.files = [path for path, _ in touched]
    undoing.later = [path for path, has_later in touched if has_later]
    undoing.replaced = con.execute(
        "select distinct old.load_id, coalesce(old.landed_for, old.path) "
        "from raw.files as old join raw.files as new using (source) "
        "where new.load_id = $1 and old.load_id < $1 and not old.is_current and source not in "
        "(select unnest(cast($2 as varchar[]))) "
        "and old.landed_for is not distinct from new.landed_for order by all",
        [load_id, [*SOURCES]],
    ).fetchall()
    return undoing


def undo(con: Connection, undoing: Undoing) -> None:
    """Take a load back, all of it or nothing, and number that as a load of the same source.

    So no number is used twice, and a refresh knows that there is something to build.
    """
    with transaction(con):
        take_back(con, undoing)


def take_back(con: Connection, undoing: Undoing) -> None:
    """Do the same within a transaction of the caller."""
    load_id = undoing.load_id
    [(last,)] = con.sql("select max(load_id) from raw.loads").fetchall()
    undoing.undone_by = last + 1
    for table in undoing.rows:
        con.execute(f"delete from {table} where load_id = ?", [load_id])
    _restore_files(con, load_id, undoing.source)
    _forget_user_agents(con, load_id)
    con.execute(
        "insert into raw.undone_loads select load_id, $2, source, files, lines, bytes "
        "from raw.loads where load_id = $1",
        [load_id, undoing.undone_by],
    )
    con.execute("update raw.loads set files = 0, lines = 0, bytes = 0 where load_id = ?", [load_id])
    now = datetime.now(UTC).replace(tzinfo=None)
    con.execute(
        "insert into raw.loads (load_id, source, started_at, finished_at, files, lines, bytes) "
        "values ($1, $2, $3, $3, 0, 0, 0)",
        [undoing.undone_by, undoing.source, now],
    )


def tables_of_rows(con: Connection) -> list[str]:
    """Return the raw tables whose rows name the load that has landed them, whatever the source."""
    tables = con.execute(
        "select schema_name || '.' || table_name from duckdb_columns() "
        "where database_name = current_database() and column_name = 'load_id' "
        "and (schema_name = 'raw' or starts_with(schema_name, 'raw_')) "
        "and not (schema_name = 'raw' and table_name in (select unnest(cast($1 as varchar[])))) "
        "order by all",
        [[*BOOKS]],
    )
    return [name for (name,) in tables.fetchall()]


def _has_rows(compared: str) -> str:
    """Return SQL that tells whether a file has lines of load $1, or of earlier or later ones."""
    found = " union all ".join(
        f"select file_id from {table} where load_id {compared} $1" for table in LINES
    )
    return f"file_id in ({found})"


def _restore_files(con: Connection, load_id: int, source: str) -> None:
    """Set raw.files to what it was before a load, whose lines are deleted.

    1. A row that no later load has changed becomes what it was.
    2. Another one goes, if its file has no lines of other loads.
    3. A file with lines of other loads is put aside: it is landed as a whole when it is found
       again, and staging sets aside what it has twice.
    Copies of a file that has gone are landed when they are found again.
    """
    counted = " union all ".join(f"select file_id, line_no from {table}" for table in LINES)
    con.execute(
        "create or replace temporary table touched as "
        "select files.file_id, files.load_id = $1 as is_last, "
        "before.file_id is not null as is_old, "
        "coalesce(before.lines_loaded, 0) as n_before, coalesce(kept.n, 0) as n_kept "
        "from raw.files as files "
        "left join raw.file_history as before "
        "on before.file_id = files.file_id and before.changed_by = $1 "
        f"left join (select file_id, count(*) as n from ({counted}) group by 1) as kept "
        "on kept.file_id = files.file_id "
        "where files.source = $2 and (files.load_id = $1 or files.lines_loaded <> "
        "coalesce(kept.n, 0) + files.lines_forgotten "
        "and files.source in (select unnest(cast($3 as varchar[]))))",
        [load_id, source, [*SOURCES]],
    )
    is_restored = "is_last and is_old and n_before = n_kept"
    con.execute(
        "update raw.files as files set is_current = false, bytes_loaded = 0, head_bytes = 0, "
        "head_md5 = '', tail_md5 = '', copy_of = null, is_final = false, "
        "lines_loaded = touched.n_kept, lines_scrubbed = null, lines_forgotten = 0 "
        "from touched "
        f"where files.file_id = touched.file_id and touched.n_kept > 0 and not ({is_restored})"
    )
    con.execute(
        "delete from raw.files where file_id in "
        f"(select file_id from touched where n_kept = 0 and not ({is_restored}))"
    )
    con.execute(
        "insert or replace into raw.files by name select * exclude (changed_by) "
        "from raw.file_history where changed_by = $1 and file_id in "
        f"(select file_id from touched where {is_restored})",
        [load_id],
    )
    con.execute(
        "update raw.files as files set is_current = false from raw.files as newer "
        "where files.is_current and newer.is_current and newer.load_id > files.load_id "
        "and (newer.source, newer.path) = (files.source, files.path) "
        "and newer.landed_for is not distinct from files.landed_for and files.source = ?",
        [source],
    )
    con.execute(
        "update raw.files set copy_of = null, bytes_loaded = 0, head_bytes = 0, head_md5 = '', "
        "tail_md5 = '' where copy_of is not null and copy_of not in "
        "(select file_id from raw.files where bytes_loaded > 0)"
    )
    con.execute(
        "delete from raw.file_history where changed_by = $1 "
        f"or file_id in (select file_id from touched where not ({is_restored}))",
        [load_id],
    )
    con.execute("drop table touched")


def _forget_user_agents(con: Connection, load_id: int) -> None:
    """Delete the user agents that a load was the first to hold, but for those of later loads."""
    con.execute(
        "delete from raw.user_agents where load_id = $1 "
        "and user_agent not in (select unnest(cast($2 as varchar[])))",
        [load_id, [*_user_agents(con, load_id)]],
    )


def forget_user_agents(con: Connection) -> None:
    """Delete the user agents that are in no line."""
    con.execute(
        "delete from raw.user_agents "
        "where user_agent not in (select unnest(cast($1 as varchar[])))",
        [[*_user_agents(con, -1)]],
    )


def _user_agents(con: Connection, load_id: int) -> set[str]:
    """Return the user agents in the lines of loads after one."""
    agents = UserAgents()
    for source in SOURCES.values():
        if source.has_user_agents:
            query = f"select line from {source.table} where load_id > ?"
            for batch in con.sql(query, params=[load_id]).to_arrow_reader():
                agents.look_at(batch.column("line").cast(pa.large_string()))
    return agents.texts
