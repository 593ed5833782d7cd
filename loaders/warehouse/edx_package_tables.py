"""The tables of raw_edx: what is read of each table of an edX data package, and its keys."""

from collections.abc import Container, Iterator
from dataclasses import dataclass

LANDED = "load_id bigint, file_id bigint, line_no bigint"
COUNTS = "n_rows n_landed n_rejected n_repeated n_repaired n_replaced"


@dataclass(frozen=True)
class RawTable:
    """A table of raw_edx. All columns are text, as in the package.

    key: what a row is. Of rows with one key, the last counts.
    needed: without these a row is rejected; `a|b` is one of both.
    numbers: of the key, what must be a whole number.
    of_course: a load replaces what was landed of a course; else, and where a row names no course,
        what has the same key.
    signs: the columns that tell the table where a file's name does not; none where these are too
        common for that.
    parent: of rows without a course that belong to a row which may have one, as a member belongs
        to a team: the table, its column and that of the member. A load of a parent replaces all.
    aliases: columns that go by another name in some sources.
    """

    name: str
    columns: tuple[str, ...]
    key: tuple[str, ...]
    needed: tuple[str, ...]
    numbers: frozenset[str]
    of_course: bool
    has_always_course: bool
    signs: frozenset[str]
    parent: tuple[str, str, str] | None
    aliases: dict[str, str]

    def column(self, name: str) -> str:
        """Return the column that a column of a source becomes; '' if it is not read."""
        name = self.aliases.get(name, name)
        return name if name in self.columns else ""

    def lacks(self, columns: Container[str]) -> list[str]:
        """Return what must be there, but for the course, and is not among the columns."""
        return [
            names.replace("|", " or ")
            for names in self.needed
            if not any(name in columns for name in names.split("|"))
        ]


def _table(
    name: str,
    columns: str,
    *,
    key: str = "",
    needed: str = "",
    parent: tuple[str, str, str] | None = None,
    aliases: dict[str, str] | None = None,
    may_lack_course: bool = False,
) -> RawTable:
    """Return a table from the names of its columns; ? marks those that some sources lack.

    Of the key, # marks whole numbers. What it names is needed, unless `needed` says otherwise.
    """
    names = tuple(word.strip("?") for word in columns.split())
    keys = tuple(word.strip("#") for word in key.split())
    return RawTable(
        name,
        names,
        keys,
        tuple(needed.split()) or tuple(column for column in keys if column != "course_id"),
        frozenset(word.strip("#") for word in key.split() if word.startswith("#")),
        name not in OF_SITE,
        "course_id" in names and not may_lack_course,
        frozenset(word for word in columns.split() if not word.endswith("?")),
        parent,
        aliases or {},
    )


# Replaced row by row, by key: users, what belongs to no course, and what tells its course by
# another table only.
OF_SITE = {
    "auth_user",
    "auth_userprofile",
    "user_id_map",
    "student_anonymoususerid",
    "student_languageproficiency",
    "teams_courseteammembership",
    "course_groups_courseusergroup_users",
    "wiki_article",
    "wiki_articlerevision",
    "submissions_submission",
    "submissions_score",
    "assessment_assessment",
    "assessment_assessmentpart",
    "assessment_criterion",
    "assessment_criterionoption",
}

TABLES = {
    table.name: table
    for table in (
        _table(
            "auth_user",
            "id username first_name? last_name? email is_staff? is_active? is_superuser? "
            "last_login date_joined",
            key="#id",
        ),
        _table(
            "auth_userprofile",
            "user_id profile_id? name language? location? gender year_of_birth level_of_education "
            "goals? country? city?",
            key="#user_id",
            aliases={"id": "profile_id"},
        ),
        _table("user_id_map", "id hash_id username", key="#id"),
        _table(
            "student_anonymoususerid",
            "user_id course_id? anonymous_user_id",
            key="#user_id course_id anonymous_user_id",
            needed="user_id anonymous_user_id",
            may_lack_course=True,  # the ids that are the same in all courses
        ),
        _table(
            "student_languageproficiency",
            "user_id? user_profile_id? code?",
            key="#user_id #user_profile_id code",
            needed="user_id|user_profile_id code",
        ),
        _table(
            "student_courseenrollment",
            "course_id user_id created is_active mode",
            key="course_id #user_id",
        ),
        _table(
            "student_courseaccessrole",
            "course_id org user_id role",
            key="course_id org #user_id role",
            needed="user_id role",
            may_lack_course=True,  # the roles of an organisation
        ),
        _table(
            "certificates_generatedcertificate",
            "course_id user_id grade status mode distinction? created_date modified_date",
            key="course_id #user_id",
        ),
        _table(
            "courseware_studentmodule",
            "course_id id module_type module_id student_id state grade max_grade done created "
            "modified",
            key="course_id module_id #student_id",
        ),
        _table(
            "grades_persistentcoursegrade",
            "course_id user_id percent_grade letter_grade passed_timestamp created modified",
            key="course_id #user_id",
        ),
        _table(
            "grades_persistentsubsectiongrade",
            "course_id user_id usage_key earned_all possible_all earned_graded possible_graded "
            "first_attempted created modified",
            key="course_id #user_id usage_key",
        ),
        _table(
            "completion_blockcompletion",
            "course_id user_id block_key block_type completion created modified",
            key="course_id #user_id block_key",
            aliases={"course_key": "course_id", "context_key": "course_id"},
        ),
        _table(
            "teams_courseteam",
            "course_id id team_id name topic_id date_created",
            key="course_id #id",
        ),
        _table(
            "teams_courseteammembership",
            "user_id team_id date_joined last_activity_at",
            key="#user_id #team_id",
            parent=("teams_courseteam", "id", "team_id"),
        ),
        _table(
            "course_groups_courseusergroup",
            "course_id id name group_type",
            key="course_id #id",
        ),
        _table(
            "course_groups_cohortmembership",
            "course_id id? course_user_group_id user_id",
            key="course_id #course_user_group_id #user_id",
        ),
        _table(
            "course_groups_courseusergroup_users",
            "courseusergroup_id user_id",
            key="#courseusergroup_id #user_id",
            parent=("course_groups_courseusergroup", "id", "courseusergroup_id"),
        ),
        _table("wiki_article", "id current_revision_id created modified", key="#id"),
        _table(
            "wiki_articlerevision",
            "id article_id revision_number user_id title created deleted",
            key="#id",
        ),
        _table("django_comment_client_role", "course_id? id? name?", key="course_id #id"),
        _table(
            "django_comment_client_role_users",
            "course_id? user_id role_id name?",
            key="course_id #user_id role_id name",
            needed="user_id role_id|name",
            parent=("django_comment_client_role", "id", "role_id"),
            may_lack_course=True,  # MySQL names the role alone
            aliases={"role": "name"},
        ),
        _table(
            "verify_student_verificationstatus",
            "course_id id? user_id status timestamp",
            key="course_id #user_id id status timestamp",
            needed="user_id status",
        ),
        _table(
            "submissions_studentitem",
            "course_id id student_id item_id item_type",
            key="course_id #id",
        ),
        _table(
            "submissions_submission",
            "uuid id student_item_id attempt_number submitted_at created_at",
            key="uuid",
        ),
        _table(
            "submissions_score",
            "id student_item_id submission_id points_earned points_possible created_at reset",
            key="#id",
        ),
        _table(
            "assessment_assessment",
            "id submission_uuid scored_at scorer_id score_type points_earned? points_possible?",
            key="#id",
        ),
        _table("assessment_assessmentpart", "id assessment_id option_id criterion_id", key="#id"),
        _table("assessment_criterion", "id rubric_id name label", key="#id"),
        _table("assessment_criterionoption", "id criterion_id name label points", key="#id"),
        _table(
            "forum_posts",
            "course_id post_id kind thread_id parent_id author_id author_username commentable_id "
            "thread_type title body anonymous anonymous_to_peers endorsed created_at updated_at "
            "votes_up votes_down deleted",
            key="course_id kind post_id",
        ),
        _table(
            "olx_blocks",
            "course_id block_id block_type url_name parent_block_id position display_name format "
            "graded start due weight attributes",
            key="course_id block_id parent_block_id",
            needed="block_id",
        ),
    )
}


def create_tables() -> Iterator[str]:
    """Yield SQL that makes the tables of raw_edx, unless they are there."""
    yield "create schema if not exists raw_edx"
    for table in TABLES.values():
        columns = "".join(f', "{name}" varchar' for name in table.columns)
        yield f"create table if not exists raw_edx.{table.name} ({LANDED}{columns})"
    yield (
        f"create table if not exists raw_edx.rejected_rows "
        f"({LANDED}, table_name varchar, reason varchar, course_id varchar)"
    )
    counts = "".join(f", {name} bigint" for name in COUNTS.split())
    yield (
        "create table if not exists raw_edx.row_counts "
        f"(load_id bigint, file_id bigint, table_name varchar, course_id varchar{counts})"
    )
