"""The tables of MOOCdb as MySQL has them: keys, widths and references, in the order of loading."""

from dataclasses import dataclass, field, replace


@dataclass(frozen=True)
class Table:
    """A table of MOOCdb.

    `references` maps a column to the (table, column) that it points to; `widths` gives the length
    of short texts (others are LONGTEXT); `required` columns are never null, like the key.
    """

    name: str
    key: str
    references: dict[str, tuple[str, str]] = field(default_factory=dict)
    widths: dict[str, int] = field(default_factory=dict)
    required: tuple[str, ...] = ()
    indexes: tuple[tuple[str, ...], ...] = ()
    schema: str = "moocdb"

    def is_required(self, column: str) -> bool:
        """True where the column is never null."""
        return column == self.key or column in self.required


def of_platform(tables: list[Table], platform: str) -> list[Table]:
    """The tables for a course of a platform: where others made the MOOCdb, ids may be unknown."""
    if platform != FOREIGN:
        return tables
    return [replace(t, required=tuple(c for c in t.required if c in ALWAYS_KNOWN)) for t in tables]


FOREIGN = "moocdb"
ALWAYS_KNOWN = (
    "user_id", "user_type_name", "url", "observed_event_data", "problem_id", "submission_id",
    "submission_answer", "collaboration_content", "answer_content",
)  # fmt: skip
USER = ("users", "user_id")
RESOURCE = ("resources", "resource_id")
OS = ("os", "os_id")
AGENT = ("agent", "agent_id")

TABLES = [
    Table(
        "user_types", "user_type_id", widths={"user_type_name": 45}, required=("user_type_name",)
    ),
    Table(
        "observed_event_types",
        "observed_event_type_id",
        widths={"observed_event_type_name": 40, "observed_event_type_activity_mode": 10},
    ),
    Table(
        "resource_types",
        "resource_type_id",
        widths={
            "resource_type_content": 40,
            "resource_type_medium": 40,
            "resource_type_name": 40,
        },
    ),
    Table("problem_types", "problem_type_id", widths={"problem_type_name": 45}),
    Table("collaboration_types", "collaboration_type_id", widths={"collaboration_type_name": 45}),
    Table("os", "os_id", widths={"os_name": 255}),
    Table("agent", "agent_id", widths={"agent_name": 255}),
    Table(
        "users",
        "user_id",
        {
            "user_type_id": ("user_types", "user_type_id"),
            "user_os": OS,
            "user_agent": AGENT,
            "user_last_submission_id": ("submissions", "submission_id"),
        },
        {"user_name": 255, "user_country": 3, "user_screen_resolution": 45},
    ),
    Table(
        "resources",
        "resource_id",
        {
            "resource_type_id": ("resource_types", "resource_type_id"),
            "resource_parent_id": RESOURCE,
        },
        {"resource_uri": 255},
        required=("resource_uri", "resource_type_id"),
        indexes=(("resource_uri",),),
    ),
    Table("urls", "url_id", widths={"url": 255}, required=("url",), indexes=(("url",),)),
    Table(
        "resources_urls",
        "resources_urls_id",
        {"resource_id": RESOURCE, "url_id": ("urls", "url_id")},
    ),
    Table(
        "observed_events",
        "observed_event_id",
        {
            "user_id": USER,
            "url_id": ("urls", "url_id"),
            "observed_event_os": OS,
            "observed_event_agent": AGENT,
            "observed_event_type_id": ("observed_event_types", "observed_event_type_id"),
            "resource_id": RESOURCE,
        },
        required=("user_id", "url_id", "observed_event_timestamp", "observed_event_data"),
        indexes=(("user_id", "observed_event_timestamp"),),
    ),
    Table(
        "problems",
        "problem_id",
        {
            "problem_parent_id": ("problems", "problem_id"),
            "problem_type_id": ("problem_types", "problem_type_id"),
            "resource_id": RESOURCE,
        },
        required=("problem_type_id",),
    ),
    Table(
        "submissions",
        "submission_id",
        {
            "user_id": USER,
            "problem_id": ("problems", "problem_id"),
            "submission_os": OS,
            "submission_agent": AGENT,
        },
        required=("user_id", "problem_id", "submission_timestamp", "submission_answer"),
        indexes=(("user_id", "submission_timestamp"),),
    ),
    Table(
        "assessments",
        "assessment_id",
        {"submission_id": ("submissions", "submission_id"), "assessment_grader_id": USER},
        required=("submission_id", "assessment_grader_id"),
    ),
    Table(
        "collaborations",
        "collaboration_id",
        {
            "user_id": USER,
            "collaboration_type_id": ("collaboration_types", "collaboration_type_id"),
            "collaboration_parent_id": ("collaborations", "collaboration_id"),
            "collaborations_os": OS,
            "collaborations_agent": AGENT,
            "resource_id": RESOURCE,
        },
        required=("user_id", "collaboration_content", "collaboration_timestamp"),
        indexes=(("user_id", "collaboration_timestamp"),),
    ),
    Table("surveys", "survey_id"),
    Table("questions", "question_id", {"survey_id": ("surveys", "survey_id")}),
    Table("answers", "answer_id", required=("answer_content",)),
    Table(
        "feedbacks",
        "feedback_id",
        {
            "user_id": USER,
            "answer_id": ("answers", "answer_id"),
            "question_id": ("questions", "question_id"),
        },
        required=("user_id", "answer_id", "question_id"),
    ),
    Table("course_metadata", "course_id", widths={"release_periodicity": 20, "time_zone": 64}),
]

PRIVATE_TABLES = [
    Table(
        "user_pii",
        "user_id",
        {"user_id": USER},
        {"user_name": 255, "user_email": 255, "user_gender": 20, "user_country": 3},
        schema="private",
    ),
    Table(
        "collaboration_content",
        "collaboration_id",
        {"collaboration_id": ("collaborations", "collaboration_id")},
        required=("collaboration_content",),
        schema="private",
    ),
]
