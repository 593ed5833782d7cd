"""The README of a release, for the person who gets it: what was lost, and what not to do."""

from __future__ import annotations

from collections.abc import Sequence

from publishers.moocdb.courses import Course
from publishers.release.columns import WITHHELD
from publishers.release.effects import Effect


def readme(course: Course, figures: Sequence[Effect], k: int, ell: int) -> str:
    """The README of a release in Markdown; effects.csv has the same figures."""
    quasi = [effect for effect in figures if effect.role == "quasi"]
    means = [effect for effect in figures if effect.role != "quasi"]
    before, after = (figures[0].rows_before, figures[0].rows_after) if figures else (0, 0)
    sensitive = (
        f" Each group has {ell} values of every sensitive column or more (l = {ell}), or all that "
        "the column has in the course."
        if ell > 1
        else ""
    )
    names = ", ".join(effect.column for effect in quasi)
    withheld = "\n".join(
        f"| {effect.column} | {effect.known_after} | {effect.withheld} |" for effect in quasi
    )
    compared = "\n".join(
        f"| {effect.file} | {effect.column} | {shown(effect.mean_before)} | "
        f"{shown(effect.mean_after)} |"
        for effect in means
    )
    return f"""# Release of {course.title or course.course_id}

Course `{course.course_id}` ({course.platform}). `columns.csv` says what each column means.

- `person_course.csv`: one row per learner. `learner_weeks.csv`: one row per learner and week.
- `release_id` is random. It links the two files of this folder and nothing else.
- Every combination of {names} is that of {k} learners or more (k = {k}).{sensitive}
- `{WITHHELD}` is a value that was withheld to make such a group; an empty field is unknown.
- Numbers have two significant digits, days are weeks, birth years and counts of posts are bands.

Do not try to find out who a learner is, and do not join these rows with others about persons.

## What the release did to the numbers

{after} of {before} learners are in the release; {before - after} are lost, because they are in no
group of {k}. They are not lost at random: rare learners are. Compare before you conclude.

| quasi-identifier | known | withheld |
|---|---|---|
{withheld}

| file | column | mean before | mean after |
|---|---|---|---|
{compared}

A mean before is left out where it would show the values of fewer than {k} learners who were lost,
or of learners who are all alike. Means are those of rows with a known value.
"""


def shown(value: float | None) -> str:
    """A mean as it is written; nothing where it is left out."""
    return "" if value is None else f"{value:.4g}"
