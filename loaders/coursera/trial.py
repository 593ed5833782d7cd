"""An export cut down to a few learners, for a quick trial."""

from loaders.warehouse.coursera_tables import PARSED, TABLES, columns_of
from loaders.warehouse.database import Connection

# The ids of people as staging reads them (macros/coursera/rows.sql): ids may end with white space.
TRIMMED = "nullif(trim({}, e' \\t\\r\\n'), '')"
GENERAL = f"coalesce({TRIMMED.format('session_user_id')}, {TRIMMED.format('anon_user_id')})"
FORUM = TRIMMED.format("forum_user_id")


def keep_learners(con: Connection, load_id: int, n: int) -> None:
    """Delete from an export, just landed, what belongs to other learners than n.

    They are those whose md5 of user_id comes first. What belongs to nobody stays whole.
    """

    def keep(table: str, *conditions: str) -> None:
        holds = f"coalesce({', '.join(conditions)}, false)"  # the first that is known
        delete = f"delete from raw_coursera.{table} where load_id = ? and not {holds}"
        con.execute(delete, [load_id] * delete.count("?"))

    con.execute(
        "create or replace temporary table kept as "
        f"select user_id, {GENERAL} as general, {FORUM} as forum_user_id "
        "from raw_coursera.hash_mapping where load_id = ? "
        "order by md5(cast(user_id as varchar)) limit ?",
        [load_id, n],
    )
    general = f"{GENERAL} in (select general from kept)"
    by_hash = f"{FORUM} in (select forum_user_id from kept)"
    by_number = "user_id in (select user_id from kept)"
    for table in (*TABLES, *PARSED):
        columns = columns_of(table)
        if table in ("hash_mapping", "forum_reads"):
            keep(table, by_number)
        elif "session_user_id" in columns:
            keep(table, general)
        elif "forum_user_id" in columns and table != "forum_threads":
            keep(table, by_hash, by_number)
    theirs = "in (select id from raw_coursera.quiz_submission_metadata where load_id = ?)"
    keep("quiz_submissions", f"submission_id {theirs}")
    keep("quiz_answers", f"submission_id {theirs}")
    number = "try_cast(split_part(key, '{}', 2) as bigint)"
    of_a_quiz = "nullif(key like 'xml.%', false)"
    keep("kvs_quiz", of_a_quiz, f"{number.format('submission_id:')} {theirs}")
    keep("kvs_forum_readrecord", f"{number.format('.')} in (select user_id from kept)")
    keys = " union all ".join(
        f"select '{table}', key from raw_coursera.{table} where load_id = ?"
        for table in ("kvs_quiz", "kvs_forum_readrecord")
    )
    keep("unreadable_values", f"(table_name, key) in ({keys})")
    con.execute("drop table kept")
