"""Another salt for a warehouse: all pseudonyms change, and nothing made of old ones stays."""

import os

from loaders.errors import Refusal
from loaders.upkeep.undo import plan_undo, take_back
from loaders.warehouse import salt as salts
from loaders.warehouse.database import Connection, stored_salts, transaction
from loaders.warehouse.salt import SALT_FILE, fingerprint

BUILT = ("staging", "intermediate", "marts", "moocdb", "private")


def new_salt() -> tuple[str, bool]:
    """Return the salt to change to, and whether it goes into the salt file.

    Refusal if there is no place for a new one: where MOOCDB_SALT is set, MOOCDB_NEW_SALT must be.
    """
    given = os.environ.get("MOOCDB_NEW_SALT")
    if given:
        return salts.checked(given, "MOOCDB_NEW_SALT"), not os.environ.get("MOOCDB_SALT")
    if os.environ.get("MOOCDB_SALT"):
        raise Refusal(
            "MOOCDB_SALT is set, and a command cannot change it: set MOOCDB_NEW_SALT to the new "
            "salt, and MOOCDB_SALT to the same afterwards."
        )
    return salts.random_salt(), True


def rekey(con: Connection, salt: str) -> int:
    """Change the salt of a warehouse, all or nothing; return how many loads of predictions went.

    Dropped are all tables that dbt made, and predictions, which name learners by their pseudonyms.
    """
    loads = con.execute(
        "select distinct load_id from raw.prediction_rows order by load_id desc"
    ).fetchall()
    with transaction(con):
        for (load_id,) in loads:
            take_back(con, plan_undo(con, load_id))
        drop_built(con)
        con.execute("create schema if not exists private")
        con.execute("create or replace table private.pseudonym_salt (salt varchar)")
        con.execute("insert into private.pseudonym_salt values (?)", [salt])
        con.execute("update raw.warehouse set salt_fingerprint = ?", [fingerprint(salt)])
    return len(loads)


def drop_built(con: Connection) -> None:
    """Drop what dbt has made, but not what the loaders own, and its records of builds."""
    relations = con.execute(
        "select table_schema, table_name, table_type from information_schema.tables "
        "where table_catalog = current_database() "
        "and (table_schema, table_name) <> ('private', 'pseudonym_salt') "
        "and table_schema in (select unnest(cast(? as varchar[])))",
        [[*BUILT]],
    ).fetchall()
    for schema, table, kind in relations:
        what = "view" if kind == "VIEW" else "table"
        con.execute(f'drop {what} if exists "{schema}"."{table}"')
    has_builds = con.execute(
        "select 1 from duckdb_tables() where schema_name = 'raw' and table_name = 'builds' "
        "and database_name = current_database()"
    ).fetchone()
    if has_builds:
        con.execute("delete from raw.builds")


def restore(con: Connection) -> str:
    """Put back the salt where it is missing, from where it still is; say where it is.

    Refusal if it is nowhere.
    """
    [(expected,)] = con.execute("select salt_fingerprint from raw.warehouse").fetchall()
    kept, given = stored_salts(con), os.environ.get("MOOCDB_SALT")
    right = next((salt for salt in kept if salt and fingerprint(salt) == expected), None)
    if right is None:
        right = salts.salt_in_force(may_make=False)
        if fingerprint(right) != expected:
            raise Refusal(
                "The salt of this warehouse is lost: it is neither in the warehouse nor in force "
                "here. Without --restore, rekey makes a new one, and all learner ids change."
            )
    if given and given != right:
        raise Refusal("MOOCDB_SALT is set to another salt: unset it, and try again.")
    if kept != [right]:
        with transaction(con):
            con.execute("create or replace table private.pseudonym_salt (salt varchar)")
            con.execute("insert into private.pseudonym_salt values (?)", [right])
    if not given:
        salts.keep(right)
    return f"The salt is in the warehouse and in {'MOOCDB_SALT' if given else SALT_FILE}."
