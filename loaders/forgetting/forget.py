"""Forget people, or all that is older than a time: lines, rows, mentions, in one transaction."""

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime

import pyarrow as pa

from loaders.errors import Refusal
from loaders.forgetting.mentions import Mentions
from loaders.forgetting.purging import purge
from loaders.forgetting.purging_moocdbs import people_of_moocdbs
from loaders.scrubbing import requests
from loaders.scrubbing.forgotten import PLATFORMS, Forgotten, key_of
from loaders.upkeep.undo import forget_user_agents
from loaders.warehouse.database import Connection, transaction

FORGETS = "forget"  # the source of such a load in raw.loads
Person = tuple[str, str]  # kind (name, id, learner; instance of QuickHelper) and value
# Tables in which names are masked in the texts of others, by platform.
TEXTS = {
    "edx": "schema_name = 'raw_edx'",
    "coursera": "schema_name = 'raw_coursera'",
    "moocdb": "schema_name = 'raw_moocdb' and column_name = 'fields'",
}
# A name that is in more lines of others than this is a word: a share of them, and at least so many.
COMMON_SHARE, COMMON_LINES = 0.001, 50

EDX_PAIRS = """
select kind, value from (
    select 'id' as kind, id as value, username as name, id as number from raw_edx.auth_user
    union all select 'name', username, username, id from raw_edx.auth_user
    union all select 'name', email, username, id from raw_edx.auth_user
    union all select 'id', hash_id, username, id from raw_edx.user_id_map
    union all select 'name', username, username, id from raw_edx.user_id_map
    union all select 'id', id, username, id from raw_edx.user_id_map
    union all select 'id', anonymous_user_id, null, user_id from raw_edx.student_anonymoususerid
    union all select 'name', author_username, author_username, author_id from raw_edx.forum_posts
    union all select 'id', author_id, author_username, author_id from raw_edx.forum_posts
) where coalesce(name in (select unnest($names)), false)
    or coalesce(number in (select unnest($ids)), false)
    or coalesce(value in (select unnest($ids)), false)
"""
COURSERA_PAIRS = """
select distinct 'id', unnest([cast(user_id as varchar), anon_user_id, session_user_id,
    eventing_user_id, forum_user_id, public_user_id])
from raw_coursera.hash_mapping
where len(list_intersect(list_transform([cast(user_id as varchar), anon_user_id, session_user_id,
    eventing_user_id, forum_user_id, public_user_id], lambda x: trim(x)), $ids)) > 0
"""
BUILT_PAIRS = """
select case when $platform = 'edx' and id_kind = 'username' then 'name'
    when id_kind = 'learner_id_by_name' then 'learner' else 'id' end, id, learner_id
from private.learner_ids
where platform = $platform and learner_id in (
    select learner_id from private.learner_ids where platform = $platform and (
        (id_kind = 'username' and $platform = 'edx' and id in (select unnest($names)))
        or (id_kind not in ('username', 'learner_id_by_name') or $platform <> 'edx')
        and id in (select unnest($ids))))
"""


@dataclass
class Forgetting:
    """What is forgotten.

    people: all names and ids that were found of those who were named; of others, nothing is known.
    rows: deleted, by table. masked: lines and rows of others that named them. common: names that
    are words of many lines, so that they are only masked after an @.
    """

    platform: str
    people: set[Person] = field(default_factory=set)
    cutoff: datetime | None = None
    rows: Counter[str] = field(default_factory=Counter)
    masked: Counter[str] = field(default_factory=Counter)
    common: set[str] = field(default_factory=set)
    load_id: int = 0


def people_of(con: Connection, platform: str, named: Iterable[Person]) -> set[Person]:
    """Return all names and ids of some people: from packages, exports, tables built and lines."""
    people, before = set(named), set[Person]()
    while people != before:
        before = set(people)
        values: dict[str, list[str] | str] = {
            "names": [value for kind, value in people if kind == "name"],
            "ids": [value for kind, value in people if kind == "id"],
        }
        if platform == "edx":
            people |= _pairs(con, EDX_PAIRS, values)
            people |= _pairs_of_lines(con, people)
        elif platform == "coursera":
            people |= _pairs(con, COURSERA_PAIRS, {"ids": values["ids"]})
        elif platform == "moocdb":
            people |= people_of_moocdbs(con, people)
        else:
            lines = con.sql("select line from raw.quickhelper_lines where line is not null")
            people |= requests.people_in((line for (line,) in lines.fetchall()), people)
        if _is_built(con):
            rows = con.execute(BUILT_PAIRS, values | {"platform": platform}).fetchall()
            people |= {(kind, value.strip()) for kind, value, _ in rows if value and value.strip()}
            people |= {("learner", str(learner)) for _, _, learner in rows}
    return people


def _pairs(con: Connection, query: str, values: dict[str, list[str] | str]) -> set[Person]:
    rows = con.execute(query, values).fetchall()
    return {(kind, value.strip()) for kind, value in rows if value and value.strip()}


def _pairs_of_lines(con: Connection, people: set[Person]) -> set[Person]:
    """Return the user ids of names, and the names of ids, that senders of events have in lines."""
    names = [value for kind, value in people if kind == "name"]
    ids = [value for kind, value in people if kind == "id" and value.isdigit()]
    rows = con.execute(
        "with pairs as (select distinct "
        "trim(coalesce(json_extract_string(line, '$.username'), '')) as name, "
        "coalesce(json_extract_string(line, '$.context.user_id'), '') as id from (select case when "
        "json_valid(line) then line end as line from raw.edx_lines where contains(line, 'user'))) "
        "select name, id from pairs where name in (select unnest(cast($1 as varchar[]))) "
        "or name <> '' and id in (select unnest(cast($2 as varchar[])))",
        [names, ids],
    ).fetchall()
    found = {("name", name) for name, _ in rows if name}
    return found | {("id", number) for _, number in rows if number}


def _is_built(con: Connection) -> bool:
    query = (
        "select 1 from information_schema.tables where table_catalog = current_database() "
        "and table_schema = 'private' and table_name = 'learner_ids'"
    )
    return con.execute(query).fetchone() is not None


def forget(con: Connection, forgetting: Forgetting, *, keep: bool = True) -> None:
    """Delete and mask what is to be forgotten, and remember it by hash; all of it or nothing.

    keep: else nothing is kept of this, which is how a dry run counts.
    """
    with transaction(con, keep=keep):
        [(last,)] = con.sql("select coalesce(max(load_id), 0) from raw.loads").fetchall()
        forgetting.load_id = last + 1
        hashes = Forgotten(key_of(con), forgetting.platform)
        for kind, value in sorted(forgetting.people):
            _remember(con, forgetting, hashes, kind, hashes.hashed(kind, value))
        if forgetting.cutoff:
            _remember(con, forgetting, hashes, "age", None, cutoff=forgetting.cutoff)
        con.execute(
            "insert into raw.loads values (?, ?, ?, ?, 0, 0, 0)",
            [forgetting.load_id, FORGETS, _utc_now(), _utc_now()],
        )
        if forgetting.platform in PLATFORMS:
            _forget_lines(con, forgetting, hashes)
        if forgetting.people:
            forgetting.rows += purge(con)
            _mask_tables(con, forgetting)
        forget_user_agents(con)


def _remember(
    con: Connection,
    forgetting: Forgetting,
    hashes: Forgotten,
    kind: str,
    hashed: str | None,
    *,
    n_bytes: int | None = None,
    cutoff: datetime | None = None,
) -> None:
    hashes.add(kind, hashed, n_bytes, cutoff)
    con.execute(
        "insert into raw.forgotten values (?, ?, ?, ?, ?, ?)",
        [kind, forgetting.platform, hashed, n_bytes, cutoff, forgetting.load_id],
    )


def _forget_lines(con: Connection, forgetting: Forgetting, hashes: Forgotten) -> None:
    """Delete the lines of the platform that are forgotten, and mask names in the others."""
    table = PLATFORMS[forgetting.platform]
    mentions = Mentions(value for kind, value in forgetting.people if kind in ("name", "id"))
    is_quickhelper = forgetting.platform == "quickhelper"
    helpers = {value for kind, value in forgetting.people if kind == "id" and is_quickhelper}
    gone: list[tuple[int, int]] = []
    named: list[tuple[int, int, str]] = []
    n_lines, n_of_names = 0, Counter[str]()
    query = f"select file_id, line_no, line from {table} where line is not null"
    for batch in con.sql(query).to_arrow_reader(100_000):
        lines = batch.column("line").cast(pa.large_string())
        rows, places = hashes.rows(lines), [column.to_pylist() for column in batch.columns[:2]]
        n_lines += batch.num_rows - len(rows)
        gone += [(places[0][row], places[1][row]) for row in rows]
        texts: list[str] = lines.to_pylist() if mentions.names or helpers else []
        for row, line in enumerate(texts):
            if row in rows:
                continue
            n_of_names.update(found := mentions.in_text(line))
            if found or requests.without_helpers(line, helpers) != line:
                named.append((places[0][row], places[1][row], line))
    most = max(COMMON_LINES, n_lines * COMMON_SHARE)
    mentions.leave(name for name, n in n_of_names.items() if n > most)
    forgetting.common = set(mentions.common)
    _delete(con, table, gone)
    masked = [
        (file, line_no, line, requests.without_helpers(mentions.masked(line), helpers))
        for file, line_no, line in named
    ]
    masked = [row for row in masked if row[2] != row[3]]
    for _, _, line, _ in masked:
        hashed, size = hashes.hashed("line", line), len(line.encode())
        _remember(con, forgetting, hashes, "line", hashed, n_bytes=size)
    _replace(con, table, forgetting.load_id, masked)
    forgetting.rows[table] += len(gone)
    forgetting.masked[table] += len(masked)


def _delete(con: Connection, table: str, places: Sequence[tuple[int, int]]) -> None:
    if not places:
        return
    going = pa.table(list(zip(*places, strict=True)), names=["file_id", "line_no"])
    con.register("going_lines", going)
    con.execute(
        "update raw.loads set lines = lines - gone.n from (select load_id, count(*) as n from "
        f"{table} semi join going_lines using (file_id, line_no) group by 1) as gone "
        "where loads.load_id = gone.load_id"
    )
    con.execute(
        f"delete from {table} using going_lines as going where {table}.file_id = going.file_id "
        f"and {table}.line_no = going.line_no"
    )
    con.execute(
        "update raw.files set lines_forgotten = lines_forgotten + gone.n from (select file_id, "
        "count(*) as n from going_lines group by 1) as gone where files.file_id = gone.file_id"
    )
    # What a file was before is not known any more: an undone load has it landed whole again.
    con.execute("delete from raw.file_history where file_id in (select file_id from going_lines)")
    con.unregister("going_lines")


def _replace(
    con: Connection, table: str, load_id: int, rows: Sequence[tuple[int, int, str, str]]
) -> None:
    """Give lines another text. They are of this load from now on, so that staging reads them."""
    if not rows:
        return
    names = ["file_id", "line_no", "old", "line"]
    con.register("masked_lines", pa.table(list(zip(*rows, strict=True)), names=names))
    con.execute(
        "update raw.loads set lines = lines - gone.n from (select load_id, count(*) as n from "
        f"{table} semi join masked_lines using (file_id, line_no) group by 1) as gone "
        "where loads.load_id = gone.load_id"
    )
    con.execute("update raw.loads set lines = ? where load_id = ?", [len(rows), load_id])
    con.execute(
        f"update {table} as lines set line = masked.line, load_id = ? from masked_lines as masked "
        "where lines.file_id = masked.file_id and lines.line_no = masked.line_no",
        [load_id],
    )
    con.unregister("masked_lines")


def _mask_tables(con: Connection, forgetting: Forgetting) -> None:
    """Mask names in the texts of others: posts, titles, labels."""
    mentions = Mentions(value for kind, value in forgetting.people if kind in ("name", "id"))
    mentions.leave(forgetting.common)
    columns = con.execute(
        "select schema_name || '.' || table_name, column_name from duckdb_columns() "
        "where database_name = current_database() and data_type = 'VARCHAR' "
        f"and ({TEXTS.get(forgetting.platform, 'false')} "
        "or schema_name = 'raw' and table_name in ('label_rows', 'label_project_rows'))"
    ).fetchall()
    for table, column in columns:
        holds = " or ".join(f'contains("{column}", ?)' for _ in mentions.names)
        if not holds:
            return
        query = f'select rowid, "{column}" from {table} where {holds}'
        for row, text in con.execute(query, sorted(mentions.names)).fetchall():
            if (masked := mentions.masked(text)) != text:
                con.execute(f'update {table} set "{column}" = ? where rowid = ?', [masked, row])
                forgetting.masked[table] += 1


def cutoff_of(age: str, now: datetime | None = None) -> datetime:
    """Return the time that is an age ago, such as 24M (months), 3Y (years) or 90D (days)."""
    amount, unit = age[:-1], age[-1:].upper()
    if not (amount.isdigit() and unit in ("D", "M", "Y") and 0 < int(amount) < 10_000):
        raise Refusal(f"{age!r} is not an age: write a number and D, M or Y, for example 24M.")
    now = now or _utc_now()
    if unit == "D":
        return datetime.fromtimestamp(now.timestamp() - int(amount) * 86_400)
    months = now.year * 12 + now.month - 1 - int(amount) * (12 if unit == "Y" else 1)
    if months < 12:
        raise Refusal(f"{age} is longer ago than years are counted.")
    first = datetime(months // 12, months % 12 + 1, 1)
    return first.replace(day=min(now.day, 28), hour=now.hour, minute=now.minute)


def _utc_now() -> datetime:
    return datetime.now(UTC).replace(tzinfo=None)
