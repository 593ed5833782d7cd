"""Open responses in the database: what was handed in, who assessed it, and the points."""

from sample_logs.data_package.formats import Cell, Rows
from sample_logs.data_package.people import Class, anonymous_id
from sample_logs.term import Term

TABLES = (
    "submissions_studentitem", "submissions_submission", "submissions_score",
    "assessment_assessment",
)  # fmt: skip
POINTS_POSSIBLE = 3


def open_responses(term: Term, here: Class) -> dict[str, Rows]:
    """Rows of the tables by name; none for a course without open responses.

    The score is that of the author's own assessment: nobody but the author assesses here.
    """
    tables: dict[str, Rows] = {name: [] for name in TABLES}
    items, submissions, scores, assessments = (tables[name] for name in TABLES)
    for seat in here.seats:
        account = here.account(seat.user_id)
        if not account:
            continue
        who = anonymous_id(here.course, account.person)
        written = term.observed.responses[here.course.id, account.person.username]
        ids: dict[str, int] = {}
        for response in written:
            if response.block not in ids:
                ids[response.block] = len(items) + 1
                items.append({
                    "id": ids[response.block], "student_id": who, "course_id": here.course.id,
                    "item_id": response.block, "item_type": "openassessment",
                })  # fmt: skip
            handed_in: dict[str, Cell] = {
                "id": len(submissions) + 1, "uuid": response.uuid, "attempt_number": 1,
                "submitted_at": response.at, "created_at": response.at, "status": "A",
                "raw_answer": '{"parts": [{"text": "One row per order."}]}',
                "student_item_id": ids[response.block],
            }  # fmt: skip
            submissions.append(handed_in)
            if found := term.observed.own_points.get(response.uuid):
                points, at = found
                assessments.append({
                    "id": len(assessments) + 1, "submission_uuid": response.uuid, "scored_at": at,
                    "scorer_id": who, "score_type": "SE", "feedback": "Good.", "rubric_id": 1,
                })  # fmt: skip
                scores.append({
                    "id": len(scores) + 1, "points_earned": points, "created_at": at, "reset": 0,
                    "points_possible": POINTS_POSSIBLE, "student_item_id": ids[response.block],
                    "submission_id": handed_in["id"],
                })  # fmt: skip
    return tables if items else {}


def counted(rows: dict[str, Rows]) -> dict[str, int]:
    """How many were handed in, how many have a score, and the sum of the scores."""
    scores = rows.get("submissions_score", [])
    return {
        "handed_in": len(rows.get("submissions_submission", [])),
        "scored": len(scores),
        "points": sum(int(str(row["points_earned"])) for row in scores),
    }
