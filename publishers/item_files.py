"""Answers to problems as files of two repositories: DataShop and the Item Response Warehouse."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

import duckdb

from loaders.errors import Refusal
from publishers.folders import replaced_file
from publishers.moocdb.courses import courses
from publishers.moocdb.export import quote

# A text without tabs and line breaks, cut to what DataShop takes; parts: text, characters.
TEXT = "left(trim(regexp_replace({}, '[\\s\\x00]+', ' ', 'g')), {})"
STUDENT, NAME, OUTCOME, ZONE, LEVEL = 55, 255, 30, 50, 100

# A transaction is an attempt at a part. Parameter $course_id; a step is a part of a problem.
DATASHOP = f"""
with
blocks as (
    select
        content.block_id,
        coalesce({TEXT.format("sections.title", LEVEL)}, 'unknown') as section,
        coalesce({TEXT.format("subsections.title", LEVEL)}, 'unknown') as subsection,
        {TEXT.format("content.title", NAME - 9)} as title
    from marts.dim_content as content
    left join marts.dim_content as subsections
        on
            content.course_id = subsections.course_id
            and subsections.block_type = 'sequential'
            and content.sequential = subsections.sequential
            and content.chapter is not distinct from subsections.chapter
    left join marts.dim_content as sections
        on
            content.course_id = sections.course_id
            and sections.block_type in ('chapter', 'section')
            and content.chapter = sections.chapter
    where content.course_id = $course_id
    qualify
        row_number() over (
            partition by content.block_id order by sections.block_id, subsections.block_id
        ) = 1
),

attempts as (
    select
        attempts.*,
        coalesce(blocks.section, 'unknown') as section,
        coalesce(blocks.subsection, 'unknown') as subsection,
        coalesce(blocks.title, {TEXT.format("attempts.block_id", NAME - 9)}) as title
    from marts.fct_part_attempts as attempts
    left join blocks
        on attempts.block_id = blocks.block_id
    where attempts.course_id = $course_id
),

named as (
    select
        *,
        case
            when
                min(block_id) over same_name = max(block_id) over same_name
                then title
            else title || ' ' || left(md5(block_id), 8)
        end as problem
    from attempts
    window same_name as (partition by section, subsection, title)
),

sessions as (
    select
        learner_id,
        session_number,
        started_at
    from marts.fct_sessions
    where course_id = $course_id
)

select
    cast(named.learner_id as varchar) as "Anon Student Id",
    named.learner_id || '-'
    || coalesce(
        cast(sessions.session_number as varchar), strftime(named.attempted_at, '%Y-%m-%d')
    ) as "Session Id",
    strftime(named.attempted_at, '%Y-%m-%d %H:%M:%S.%g') as "Time",
    'UTC' as "Time Zone",
    'ATTEMPT' as "Student Response Type",
    'RESULT' as "Tutor Response Type",
    named.section as "Level (Section)",
    named.subsection as "Level (Subsection)",
    named.problem as "Problem Name",
    {TEXT.format("named.part", NAME)} as "Step Name",
    case
        when named.correctness = 'correct' then 'CORRECT'
        when named.correctness in ('incorrect', 'partially-correct') then 'INCORRECT'
    end as "Outcome",
    {TEXT.format("named.choice", NAME)} as "Input",
    named.problem as "KC (Problem)",
    named.subsection as "KC Category (Problem)",
    left(named.problem, {NAME - 40}) || ' ' || {TEXT.format("named.part", 39)} as "KC (Step)",
    named.problem as "KC Category (Step)",
    {TEXT.format("named.block_id", NAME)} as "CF (Block)",
    {TEXT.format("named.response_type", NAME)} as "CF (Response Type)",
    {TEXT.format("named.correctness", NAME)} as "CF (Correctness)"
from named
asof left join sessions
    on named.learner_id = sessions.learner_id and named.attempted_at >= sessions.started_at
order by named.learner_id, named.attempted_at, named.event_id, named.part_id
"""

# A first attempt. Parameter $course_ids.
IRW = """
select
    responses.learner_id as id,
    case when len($course_ids) > 1 then responses.course_id || ' ' else '' end
    || responses.block_id || '#' || responses.part as item,
    responses.score as resp,
    cast(floor(epoch(responses.responded_at)) as bigint) as date
from marts.fct_item_responses as responses
where list_contains($course_ids, responses.course_id)
order by id, date, item
"""


def datashop(connection: duckdb.DuckDBPyConnection, path: Path, course_id: str) -> int:
    """Write the attempts of a course as DataShop's tab-delimited transactions; returns the rows.

    Typed answers are left out, and so are rare choices. The file is replaced in one step. Raises
    Refusal when the course is unknown or has no attempts, or PATH cannot be written.
    """
    known = courses(connection, [course_id])
    options = "format csv, header, delimiter '\\t', quote '', escape '', nullstr ''"
    ids = {"course_id": known[0].course_id}
    return write(connection, DATASHOP, ids, path, options)


def irw(connection: duckdb.DuckDBPyConnection, path: Path, course_ids: Iterable[str] = ()) -> int:
    """Write first attempts as the Item Response Warehouse has them; returns the rows.

    Items of several courses have the course in their name. The file is replaced in one step.
    Raises Refusal when a course is unknown, nothing was answered, or PATH cannot be written.
    """
    ids = sorted({course.course_id for course in courses(connection, course_ids)})
    return write(connection, IRW, {"course_ids": ids}, path, "format csv, header")


def write(
    connection: duckdb.DuckDBPyConnection,
    query: str,
    parameters: dict[str, str] | dict[str, list[str]],
    path: Path,
    options: str,
) -> int:
    """Write a query beside its place and move it there; returns the rows. Raises Refusal."""
    if path.is_dir():
        raise Refusal(f"{path} is a folder: name a file.")
    if not path.parent.is_dir():
        raise Refusal(f"There is no folder {path.parent}: make it first.")
    with replaced_file(path) as draft:
        try:
            (rows,) = connection.execute(
                f"copy ({query}) to '{quote(draft)}' ({options})", parameters
            ).fetchone() or (0,)
        except duckdb.CatalogException:
            raise Refusal("The warehouse has no items yet: run `dbt build` first.") from None
        if not rows:
            raise Refusal("Nobody answered a problem there, as far as the logs show.")
    return int(rows)
