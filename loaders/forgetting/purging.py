"""Rows of tables that belong to people who were forgotten: found by hash, and deleted.

This runs when somebody is forgotten, and at the end of each load of tables, which may bring the
same rows again.
"""

from collections import Counter

from loaders.forgetting.purging_moocdbs import purge_moocdbs
from loaders.scrubbing.forgotten import key_of
from loaders.streams.csv_kinds import CSV_KINDS
from loaders.warehouse.database import Connection
from loaders.warehouse.edx_package_tables import TABLES as PACKAGE_TABLES

# Columns that name a person, and what they hold. Of Coursera, all ids are of one kind.
KINDS = {
    "user_id": "id", "student_id": "id", "author_id": "id", "scorer_id": "id",
    "anonymous_user_id": "id", "hash_id": "id", "username": "name", "author_username": "name",
    "email": "name", "anon_user_id": "id", "session_user_id": "id", "forum_user_id": "id",
    "eventing_user_id": "id", "public_user_id": "id", "tagger": "name", "learner_id": "learner",
}  # fmt: skip
OWN_IDS = ("raw_edx.auth_user", "raw_edx.user_id_map")  # whose column id is the user's
# Rows that belong to a row: table, what names the row above, the table above, its column.
CHILDREN = (
    ("raw_edx.submissions_submission", "student_item_id", "raw_edx.submissions_studentitem", "id"),
    ("raw_edx.submissions_score", "student_item_id", "raw_edx.submissions_studentitem", "id"),
    ("raw_edx.assessment_assessment", "submission_uuid", "raw_edx.submissions_submission", "uuid"),
    ("raw_edx.assessment_assessmentpart", "assessment_id", "raw_edx.assessment_assessment", "id"),
    ("raw_edx.student_languageproficiency", "user_profile_id", "raw_edx.auth_userprofile",
     "profile_id"),
    ("raw_coursera.quiz_submissions", "submission_id", "raw_coursera.quiz_submission_metadata",
     "id"),
    ("raw_coursera.quiz_answers", "submission_id", "raw_coursera.quiz_submission_metadata", "id"),
    ("raw_coursera.kvs_quiz", "split_part(key, 'submission_id:', 2)",
     "raw_coursera.quiz_submission_metadata", "id"),
    # Ids of posts that are long enough to be of one platform only.
    *((table, "case when length(item_id) >= 16 then item_id end", "raw_edx.forum_posts", "post_id")
      for table in ("raw.label_rows", "raw.label_project_rows")),
)  # fmt: skip
AUTHOR = (
    "case when json_valid(other_columns) then json_extract_string(other_columns, '$.author') end"
)
# Texts in which a person is named: table, SQL, and what it holds.
KEYS = (
    ("raw_coursera.kvs_forum_readrecord", "split_part(key, '.', 2)", "id"),
    *(
        (table, AUTHOR, kind)
        for table in ("raw.label_rows", "raw.label_project_rows")
        for kind in ("name", "id")
    ),
)


def purge(con: Connection) -> Counter[str]:
    """Delete the rows of all people who were forgotten; return how many by table."""
    people = con.execute("select 1 from raw.forgotten where kind in ('id', 'name', 'learner')")
    if not people.fetchone():
        return Counter()
    key = key_of(con)
    gone: Counter[str] = Counter()
    tables = _tables(con)
    marks: dict[str, list[str]] = {}
    for table, columns in tables.items():
        platform = _platform_of(table)
        wanted = [(column, KINDS[column]) for column in columns if column in KINDS]
        if table in OWN_IDS:
            wanted.append(("id", "id"))
        conditions = [_is_forgotten(f'"{column}"', platform, kind) for column, kind in wanted]
        conditions += [
            _is_forgotten(expression, platform, kind)
            for name, expression, kind in KEYS
            if name == table
        ]
        if conditions:
            marks[table] = conditions
    children = [child for child in CHILDREN if child[0] in tables and child[2] in tables]
    con.execute("create or replace temporary table forget_secret as select ? as key", [key])
    con.execute("create or replace temporary table going (place varchar, id varchar)")
    for table, conditions in marks.items():
        con.execute(
            f"insert into going select '{table}', cast(rowid as varchar) from {table} "
            f"where {' or '.join(conditions)}"
        )
    for child, column, parent, parent_column in children:
        same_course = (
            "and child.course_id = parent.course_id" if child.startswith("raw_coursera.") else ""
        )
        con.execute(
            f"insert into going select distinct '{child}', child.row from "
            f"(select rowid as row, *, cast({column} as varchar) as above from {child}) as child "
            f"join {parent} as parent on child.above = cast(parent.{parent_column} as varchar) "
            f"{same_course} where cast(parent.rowid as varchar) in "
            f"(select id from going where place = '{parent}')"
        )
    for table in {place for (place,) in con.execute("select place from going").fetchall()}:
        theirs = f"rowid in (select cast(id as bigint) from going where place = '{table}')"
        [(n,)] = con.execute(f"select count(*) from {table} where {theirs}").fetchall()
        _count(con, table, theirs)
        con.execute(f"delete from {table} where {theirs}")
        gone[table] += n
    _forget_votes(con)
    if con.execute("select 1 from raw.forgotten where platform = 'moocdb'").fetchone():
        is_id, is_name = (_is_forgotten("value", "moocdb", kind) for kind in ("id", "name"))
        gone += purge_moocdbs(con, is_id, is_name)
    con.execute("drop table going")
    con.execute("drop table forget_secret")
    return gone


def _tables(con: Connection) -> dict[str, list[str]]:
    """Return the tables of rows, with their columns."""
    rows = con.execute(
        "select schema_name || '.' || table_name, list(column_name) from duckdb_columns() "
        "where database_name = current_database() and (schema_name in ('raw_edx', 'raw_coursera') "
        "or list_contains($csv_tables, schema_name || '.' || table_name)) group by all",
        {"csv_tables": [kind.table for kind in CSV_KINDS.values()]},
    )
    books = ("raw_edx.row_counts", "raw_edx.rejected_rows")
    return {table: columns for table, columns in rows.fetchall() if table not in books}


def _platform_of(table: str) -> str:
    """Return the platform whose people a table names; '' for both."""
    return {"raw_edx": "edx", "raw_coursera": "coursera"}.get(table.split(".")[0], "")


def _is_forgotten(value: str, platform: str, kind: str) -> str:
    """Return SQL that tells whether a value names somebody who was forgotten."""
    platforms = [platform] if platform else ["edx", "coursera"]
    return " or ".join(
        f"coalesce(sha256((select key from forget_secret) || '/{name}/{kind}/' || "
        f"trim(cast({value} as varchar), e' \\t\\r\\n')) "
        "in (select hash from raw.forgotten), false)"
        for name in platforms
    )


def _count(con: Connection, table: str, theirs: str) -> None:
    """Set the books right: rows of a package as if they had not been in it, those of a CSV."""
    if table.startswith("raw_edx."):
        name = table.split(".")[1]
        course = "course_id" if PACKAGE_TABLES[name].of_course else "null"
        con.execute(
            "update raw_edx.row_counts as counts set n_rows = n_rows - gone.n, "
            "n_landed = n_landed - gone.n from (select file_id, "
            f"{course} as course_id, count(*) as n from {table} where {theirs} group by all) "
            f"as gone where counts.table_name = '{name}' and counts.file_id = gone.file_id "
            "and counts.course_id is not distinct from gone.course_id"
        )
    elif table.startswith("raw."):
        con.execute(
            "update raw.files as files set lines_forgotten = lines_forgotten + gone.n "
            f"from (select file_id, count(*) as n from {table} where {theirs} group by 1) as gone "
            "where files.file_id = gone.file_id"
        )


def _forget_votes(con: Connection) -> None:
    """Take the votes of people who were forgotten from the posts of others."""
    for column in ("votes_up", "votes_down"):
        con.execute(
            f"create or replace temporary table voters as select row, place, voter, "
            f"not ({_is_forgotten('voter', 'edx', 'id')}) as is_kept from (select rowid as row, "
            f"unnest(string_split({column}, ',')) as voter, "
            f"generate_subscripts(string_split({column}, ','), 1) as place "
            f"from raw_edx.forum_posts where {column} <> '')"
        )
        con.execute(
            f"update raw_edx.forum_posts set {column} = kept.ids from (select row, "
            "coalesce(string_agg(voter, ',' order by place) filter (where is_kept), '') as ids "
            "from voters group by row having not bool_and(is_kept)) as kept "
            "where forum_posts.rowid = kept.row"
        )
        con.execute("drop table voters")
