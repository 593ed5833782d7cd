"""How rows of a package replace others: of its own, and of packages landed before."""

from collections.abc import Collection

from loaders.course_keys import COURSE_KEY
from loaders.warehouse.database import Connection
from loaders.warehouse.edx_package_tables import RawTable

Places = dict[tuple[int, str | None], int]  # rows by file and course

# Keys that differ in letter case, or are percent-encoded, are one course.
FOLDED_TEXT = "lower(trim(coalesce(try(url_decode({0})), {0})))"
FOLDED = FOLDED_TEXT.format("course_id")
POSTS_BY_KIND = "forum_posts"  # threads and comments are two tables in MySQL


def twice_landed(con: Connection, load_id: int, table: RawTable) -> tuple[str, int, int] | None:
    """Return a course of which two files of a load hold a table, and these files.

    What cannot be the key of a course is none: damaged rows of several files may name it alike.
    """
    if not table.of_course:
        return None
    kind = ", kind" if table.name == POSTS_BY_KIND else ""
    found = con.execute(
        f"select any_value(course_id), min(file_id), max(file_id) from raw_edx.{table.name} "
        f"where load_id = ? and regexp_full_match({FOLDED}, ?) group by {FOLDED}{kind} "
        "having min(file_id) < max(file_id) order by 1 limit 1",
        [load_id, COURSE_KEY.pattern],
    )
    return found.fetchone()


def remove_repeats(con: Connection, load_id: int, table: RawTable) -> Places:
    """Keep the last row of each key of a load; return how many others there were."""
    name, key = f"raw_edx.{table.name}", _key(table)
    [(n_more,)] = con.execute(
        f"select count(*) - count(distinct hash({key})) from {name} where load_id = ?", [load_id]
    ).fetchall()
    if not n_more:
        return {}
    course = "course_id" if table.of_course else "cast(null as varchar)"
    con.execute(
        f"create or replace temporary table repeats as select row_id, file_id, course_id from ("
        f"select rowid as row_id, file_id, {course} as course_id, row_number() over "
        f"(partition by {key} order by file_id desc, line_no desc) as place "
        f"from {name} where load_id = ?) where place > 1",
        [load_id],
    )
    con.execute(f"delete from {name} where rowid in (select row_id from repeats)")
    counted = con.sql("select file_id, course_id, count(*) from repeats group by all").fetchall()
    con.execute("drop table repeats")
    return {(file_id, course_id): n for file_id, course_id, n in counted}


def replace_earlier(
    con: Connection, load_id: int, table: RawTable, courses: Collection[str]
) -> int:
    """Delete rows that a load replaces, count them in row_counts, and return how many they are.

    courses: of which the load holds the table, but no row.
    """
    name, key = f"raw_edx.{table.name}", _key(table)
    where = []
    if table.of_course:
        where.append(
            f"{FOLDED} in (select {FOLDED} from {name} "
            "where load_id = $1 and course_id is not null "
            f"union all select {FOLDED_TEXT.format('course')} "
            "from unnest(cast($2 as varchar[])) as courses (course))"
        )
    if not table.has_always_course:
        none = "course_id is null" if table.of_course else "true"
        new = f"from {name} where load_id = $1 and {none}"
        where.append(f"{none} and [{key}] in (select [{key}] {new})")
        if table.parent:
            parent, parent_id, member_of = table.parent
            where.append(
                f"{none} and {member_of} in (select {member_of} {new} "
                f"union all select {parent_id} from raw_edx.{parent} where load_id = $1)"
            )
    course = "course_id" if table.of_course else "cast(null as varchar)"
    con.execute(
        "create or replace temporary table replaced as "
        f"select rowid as row_id, file_id, {course} as course_id from {name} "
        f"where load_id < $1 and (({') or ('.join(where)}))",
        [load_id, [*courses]] if table.of_course else [load_id],
    )
    [(n_replaced,)] = con.sql("select count(*) from replaced").fetchall()
    if n_replaced:
        con.execute(
            "update raw_edx.row_counts as counts set n_replaced = counts.n_replaced + gone.n from "
            "(select file_id, course_id, count(*) as n from replaced group by all) as gone "
            "where counts.file_id = gone.file_id and counts.table_name = ? "
            "and counts.course_id is not distinct from gone.course_id",
            [table.name],
        )
        con.execute(f"delete from {name} where rowid in (select row_id from replaced)")
    con.execute("drop table replaced")
    return int(n_replaced)


def mark_replaced_files(con: Connection, source: str, load_id: int) -> None:
    """Set is_current of earlier files: not if all rows are replaced, or the path landed again.

    A file without rows is replaced by one that holds the same table of the same course.
    """
    con.execute(
        """
        with landed as (
            select files.file_id, files.path, files.landed_for, files.load_id, counts.table_name,
                sum(counts.n_landed) over (partition by files.file_id) as n_landed,
                sum(counts.n_replaced) over (partition by files.file_id) as n_replaced
            from raw.files as files join raw_edx.row_counts as counts using (file_id)
            where files.source = $1 and files.is_current
        ), old as (select * from landed where load_id < $2),
        new as (select * from landed where load_id = $2)
        update raw.files set is_current = false where file_id in (
            select file_id from old where n_landed > 0 and n_landed = n_replaced
            union all
            select old.file_id from old join new
                on old.landed_for is not distinct from new.landed_for
                and (old.path = new.path or old.n_landed = 0 and old.table_name = new.table_name)
        )
        """,
        [source, load_id],
    )


def fill_votes(con: Connection, load_id: int) -> None:
    """Give the posts of MySQL their votes, from the temporary tables of its votes and types."""
    con.execute(
        """
        update raw_edx.forum_posts as posts
        set votes_up = coalesce(cast_votes.up, ''), votes_down = coalesce(cast_votes.down, '')
        from (
            select posts.kind, posts.post_id,
                string_agg(votes.user_id, ',' order by try_cast(votes.user_id as bigint))
                    filter (where votes.vote = '1') as up,
                string_agg(votes.user_id, ',' order by try_cast(votes.user_id as bigint))
                    filter (where votes.vote = '-1') as down
            from raw_edx.forum_posts as posts
            left join django_content_type as types
                on types.app_label = 'forum'
                and types.model = if(posts.kind = 'thread', 'commentthread', 'comment')
            left join forum_uservote as votes
                on votes.content_type_id = types.id and votes.content_object_id = posts.post_id
            where posts.load_id = $1
            group by all
        ) as cast_votes
        where posts.load_id = $1 and posts.votes_up is null
            and posts.kind = cast_votes.kind and posts.post_id = cast_votes.post_id
        """,
        [load_id],
    )


def _key(table: RawTable) -> str:
    """Return SQL of what makes the key of a row; nothing and null are equal in it."""
    parts = (f"coalesce({FOLDED if name == 'course_id' else name}, '')" for name in table.key)
    return ", ".join(parts)
