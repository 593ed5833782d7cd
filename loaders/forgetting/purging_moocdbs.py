"""People in MOOCdbs of others: found by the names and ids that these have, and deleted.

A user id is of one course; it is hashed as `course/id`. Names are user names and addresses.
"""

from collections import Counter

from loaders.warehouse.database import Connection

# Tables whose column user_id names who did something.
ACTS = ("observed_events", "submissions", "collaborations", "feedbacks")
NAMES = ("user_name", "user_email")


def _text(column: str) -> str:
    """Return SQL for a value of a row of raw_moocdb.table_rows."""
    return f"trim(json_extract_string(fields, '$.{column}'), e' \\t\\r\\n')"


USERS = f"""
select course_id, trim(row_key) as user_key from raw_moocdb.table_rows
where table_name in ('users', 'user_pii')
union
select course_id, {_text("user_id")} from raw_moocdb.table_rows
where table_name in (select unnest({[*ACTS]}))
union
select course_id, {_text("assessment_grader_id")} from raw_moocdb.table_rows
where table_name = 'assessments'
"""
NAMED = " union all ".join(
    f"select course_id, trim(row_key) as user_key, {_text(column)} as name "
    "from raw_moocdb.table_rows where table_name in ('users', 'user_pii')"
    for column in NAMES
)


def people_of_moocdbs(con: Connection, people: set[tuple[str, str]]) -> set[tuple[str, str]]:
    """Return the ids of names, and the names of ids, that the users of MOOCdbs have."""
    rows = con.execute(f"select course_id, user_key, name from ({NAMED}) where name <> ''")
    found = set[tuple[str, str]]()
    for course, user_key, name in rows.fetchall():
        pair = {("id", f"{course}/{user_key}"), ("name", name)}
        found |= pair if pair & people else set()
    return found


def purge_moocdbs(con: Connection, is_id: str, is_name: str) -> Counter[str]:
    """Delete what users of MOOCdbs did who were forgotten; return how many rows.

    is_id, is_name: SQL that tells whether the column `value` is forgotten. What others did stays: a
    person who has graded it is taken from it.
    """
    con.execute(
        "create or replace temporary table going_users as "
        f"select course_id, user_key from (select *, course_id || '/' || user_key as value "
        f"from ({USERS})) where {is_id} "
        f"union select course_id, user_key from (select *, name as value from ({NAMED})) "
        f"where {is_name}"
    )
    theirs = "(course_id, {}) in (select (course_id, user_key) from going_users)"
    con.execute(
        "create or replace temporary table going_rows as "
        "select rowid as row, course_id, table_name, trim(row_key) as row_key, fields "
        "from raw_moocdb.table_rows where "
        f"table_name in ('users', 'user_pii') and {theirs.format('trim(row_key)')} "
        f"or table_name in (select unnest({[*ACTS]})) and {theirs.format(_text('user_id'))}"
    )
    _add(con, "assessments", _text("submission_id"), "submissions", "row_key")
    _add(con, "collaboration_content", "trim(row_key)", "collaborations", "row_key")
    answer = f"coalesce({_text('answer_id')}, '')"
    kept = (
        f"select (course_id, {answer}) from raw_moocdb.table_rows "
        "where table_name = 'feedbacks' and rowid not in (select row from going_rows)"
    )
    # An answer may be one that many chose.
    is_only_theirs = f"and (course_id, trim(row_key)) not in ({kept})"
    _add(con, "answers", "trim(row_key)", "feedbacks", answer, is_only_theirs)
    con.execute(
        "update raw_moocdb.row_counts as counts set n_rows = n_rows - gone.n, "
        "n_landed = n_landed - gone.n from "
        "(select course_id, table_name, count(*) as n from going_rows group by all) as gone "
        "where (counts.course_id, counts.table_name) = (gone.course_id, gone.table_name)"
    )
    [(n,)] = con.execute("select count(*) from going_rows").fetchall()
    con.execute("delete from raw_moocdb.table_rows where rowid in (select row from going_rows)")
    con.execute(
        "update raw_moocdb.table_rows "
        "set fields = json_merge_patch(fields, '{\"assessment_grader_id\": null}') "
        f"where table_name = 'assessments' and {theirs.format(_text('assessment_grader_id'))}"
    )
    con.execute("drop table going_rows")
    con.execute("drop table going_users")
    return Counter({"raw_moocdb.table_rows": n})


def _add(
    con: Connection, table: str, column: str, above: str, above_column: str, further: str = ""
) -> None:
    """Add to what goes the rows of a table that belong to rows of another which go."""
    con.execute(
        "insert into going_rows select rowid, course_id, table_name, trim(row_key), fields "
        f"from raw_moocdb.table_rows where table_name = '{table}' and (course_id, {column}) in "
        f"(select (course_id, {above_column}) from going_rows where table_name = '{above}') "
        f"{further}"
    )
