"""The tables of a MOOCdb: what is read of each, in whatever edition of the schema."""

from collections.abc import Iterator
from dataclasses import dataclass


@dataclass(frozen=True)
class MoocdbTable:
    """A table of a MOOCdb.

    columns: what is read. key: what a row is; '' where the table holds one row. needed: without
    these, the key among them, a row is rejected; a table must have them.
    orders: the columns of files without a header line, by their number.
    """

    name: str
    columns: tuple[str, ...]
    key: str
    needed: tuple[str, ...]
    orders: dict[int, tuple[str, ...]]


def _table(name: str, columns: str, *, glued: str = "") -> MoocdbTable:
    """Return a table from the names of its columns.

    # marks the key, ! what is needed too, - what is not read (addresses). Before | stand the
    columns of the editions of 2013, in their order; after it those of others. glued: a column that
    a translator writes together with the one before it.
    """
    early, _, late = columns.partition("|")
    words = [*early.split(), *late.split()]
    order = tuple(word.strip("#!-") for word in early.split())
    orders = {len(order): order}
    if glued:
        orders[len(order) - 1] = tuple(column for column in order if column != glued)
    key = next((word.strip("#") for word in words if word.endswith("#")), "")
    needed = tuple(word.strip("#!") for word in words if word[-1] in "#!")
    read = tuple(word.strip("#!") for word in words if not word.endswith("-"))
    return MoocdbTable(name, read, key, needed, orders)


TABLES = {
    table.name: table
    for table in (
        _table("user_types", "user_type_id# user_type_name"),
        _table(
            "observed_event_types",
            "observed_event_type_id# observed_event_type_name observed_event_type_activity_mode",
        ),
        _table(
            "resource_types",
            "resource_type_id# resource_type_content resource_type_medium | resource_type_name",
        ),
        _table("problem_types", "problem_type_id# problem_type_name"),
        _table("collaboration_types", "collaboration_type_id# collaboration_type_name"),
        _table("os", "os_id# os_name"),
        _table("agent", "agent_id# agent_name"),
        _table(
            "users",
            "user_id# user_name user_gender user_birthdate user_country user_ip "
            "user_timezone_offset user_final_grade user_join_timestamp user_os user_agent "
            "user_language user_screen_resolution user_type_id "
            "| user_email user_last_submission_id user_dropout_week",
        ),
        _table(
            "user_pii",
            "user_id# user_name user_email user_gender user_birthdate user_country user_ip "
            "user_timezone_offset",
        ),
        _table(
            "resources",
            "resource_id# resource_name resource_uri resource_type_id resource_parent_id "
            "resource_child_number resource_relevant_week resource_release_timestamp "
            "| resource_release_date resource_estimated_week",
        ),
        _table("urls", "url_id# url"),
        _table("resources_urls", "resources_urls_id# resource_id! url_id!"),
        _table(
            "observed_events",
            "observed_event_id# user_id! url_id observed_event_timestamp observed_event_duration "
            "observed_event_ip- observed_event_os observed_event_agent observed_event_type "
            "| observed_event_type_id observed_event_data validity resource_id item_id",
        ),
        _table(
            "problems",
            "problem_id# problem_name problem_parent_id problem_child_number problem_type_id "
            "problem_release_timestamp problem_soft_deadline problem_hard_deadline "
            "problem_max_submission problem_max_duration problem_weight resource_id "
            "| problem_week",
            glued="problem_soft_deadline",
        ),
        _table(
            "submissions",
            "submission_id# user_id! problem_id! submission_timestamp submission_attempt_number "
            "submission_answer submission_is_submitted submission_ip- submission_os "
            "submission_agent | validity",
        ),
        _table(
            "assessments",
            "assessment_id# submission_id! assessment_feedback- assessment_grade "
            "assessment_grade_with_penalty assessment_grader_id assessment_timestamp "
            "| assessment_max_grade",
        ),
        _table(
            "collaborations",
            "collaboration_id# user_id! collaboration_type_id collaboration_content "
            "collaboration_timestamp collaboration_parent_id collaboration_child_number "
            "collaborations_ip- collaborations_os collaborations_agent resource_id",
        ),
        _table("collaboration_content", "collaboration_id# collaboration_content"),
        _table("surveys", "survey_id# survey_start_timestamp survey_end_timestamp"),
        _table(
            "questions",
            "question_id# question_content question_type question_reference survey_id",
        ),
        _table("answers", "answer_id# answer_content"),
        _table("feedbacks", "feedback_id# user_id! answer_id question_id feedback_timestamp"),
        _table(
            "course_metadata",
            "title start_date wrap_up_date last_release_date midterm_exam_resource_id "
            "final_exam_resource_id release_periodicity uses_peer_grading uses_self_grading "
            "uses_staff_grading has_problems has_in_video_quizzes has_open_ended_assignments "
            "uses_soft_deadlines uses_hard_deadlines allows_drop_in offers_certificates "
            "offers_verified_certificates uses_video_pip uses_annotated_slide_instruction "
            "uses_static_slides_instruction uses_board_style_instruction "
            "| start_timestamp is_start_estimated n_weeks time_zone",
        ),
    )
}
# What tells a MOOCdb from other databases that have a table of users or answers.
SIGNS = {"observed_events", "submissions", "collaborations", "problems", "resources"}


def wanted(table: str) -> tuple[str, ...]:
    """Return the columns to read of a table; none if nothing is made of it."""
    return TABLES[table].columns if table in TABLES else ()


def create_tables() -> Iterator[str]:
    """Yield SQL that makes the tables of raw_moocdb, unless they are there."""
    place = "load_id bigint, file_id bigint, course_id varchar, table_name varchar"
    yield "create schema if not exists raw_moocdb"
    yield (
        f"create table if not exists raw_moocdb.table_rows "
        f"({place}, row_no bigint, row_key varchar, fields varchar)"
    )
    yield (
        f"create table if not exists raw_moocdb.rejected_rows "
        f"({place}, row_no bigint, reason varchar)"
    )
    yield (
        f"create table if not exists raw_moocdb.row_counts "
        f"({place}, n_rows bigint, n_landed bigint, n_rejected bigint, n_repeated bigint, "
        "n_repaired bigint, n_other_columns bigint, absent_columns varchar)"
    )
