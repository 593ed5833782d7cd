"""The text that says what lies in the folder of a course."""

from publishers.moocdb.courses import Course
from publishers.moocdb.queries import Vocabulary


def readme(
    course: Course,
    database: str,
    rows: dict[str, int],
    vocabulary: Vocabulary,
    *,
    with_private: bool,
) -> str:
    """What lies in the folder, for the person who gets it."""
    numbers = {
        Vocabulary.core: "Types are numbered as in MOOCdb's core tables (`--vocabulary core`).",
        Vocabulary.dlq: "Types are numbered as DigitalLearnerQuantified's scripts expect "
        "(`--vocabulary dlq`): book 3, lecture 4, wiki 7; homework 1, lab 3; forum post 1, "
        "answer 2, comment 3, wiki edit 4. Types they do not name have numbers from 101.",
    }[vocabulary]
    texts = (
        "**This folder names people.** `user_pii`, `collaboration_content` and "
        "`collaborations.collaboration_content` hold names, addresses and what people wrote."
        if with_private
        else "No names, addresses or texts of people: `collaborations.collaboration_content` holds "
        "fillers of the same length. Answers to problems are in the learners' own words."
    )
    start = f"{course.start:%Y-%m-%d %H:%M:%S}" if course.start else "unknown"
    estimated = " (estimated: the first event of a learner)" if course.is_start_estimated else ""
    weeks = course.weeks if course.weeks is not None else "unknown"
    table = "\n".join(f"| {name} | {n} |" for name, n in rows.items())
    return f"""# MOOCdb of {course.title or course.course_id}

Course `{course.course_id}` ({course.platform}). Start of week 0: **{start}** UTC{estimated}.
Number of weeks: **{weeks}**. Both stand in `course_metadata` too, with the time zone on whose clock
weeks are counted.

Load it into MySQL or MariaDB, from this folder:

    mariadb -u root -p --local-infile=1 < moocdb.sql

This makes the database `{database}` and fills it. To give it another name, change it
at the top of `moocdb.sql`. Run again, the script replaces MOOCdb's tables and leaves
others alone; a database that holds other tables only stops it. It ends with a table of the rows
in each CSV beside the rows loaded, and declares every foreign key, so that the server itself has
checked each reference.

CSV: UTF-8, header line, RFC 4180 (CR LF, quotes doubled), texts in quotes, an empty field is NULL.
Times are UTC in whole seconds. Ids are the same in every export. Those of users, resources, URLs,
problems and surveys are exact as doubles; read those of observed events, submissions, assessments,
collaborations and feedbacks as text where a program rounds numbers over 2^53 (R, spreadsheets).

- `observed_events.url_id` leads to the address whose text equals the `resource_uri` of the event's
  resource, so that joins on text work. The addresses at which a resource was
  observed are in `resources_urls`.
- Everyone referred to has a row in `users`; the automatic grader is user 0.
- {numbers}
- {texts}

| table | rows |
|---|---|
{table}
"""
