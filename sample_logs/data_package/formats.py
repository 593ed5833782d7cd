"""Tables as edX ships them, tab-separated, as mysqldump writes them, and as CSV."""

import csv
import io
from collections.abc import Sequence
from datetime import datetime

Cell = datetime | int | float | str | None
Rows = list[dict[str, Cell]]

#: The columns of each table in the database of the site, in order; after `:` a type of MySQL.
TABLES = {
    "auth_user": "id:int password last_login:time is_superuser:flag username first_name last_name "
    "email is_staff:flag is_active:flag date_joined:time",
    "auth_userprofile": "id:int name meta:text courseware language location year_of_birth:int "
    "gender level_of_education mailing_address:text city:text country goals:text bio user_id:int",
    "student_languageproficiency": "id:int code user_profile_id:int",
    "user_id_map": "hash_id id:int username",
    "student_anonymoususerid": "id:int anonymous_user_id course_id user_id:int",
    "student_courseenrollment": "id:int course_id created:time is_active:flag mode user_id:int",
    "student_courseaccessrole": "id:int org course_id role user_id:int",
    "django_comment_client_role": "id:int name course_id",
    "django_comment_client_role_users": "id:int role_id:int user_id:int",
    "certificates_generatedcertificate": "id:int course_id verify_uuid grade key distinction:flag "
    "status mode name created_date:time modified_date:time download_uuid download_url error_reason "
    "user_id:int",
    "courseware_studentmodule": "id:int module_type module_id course_id state:text grade:double "
    "max_grade:double done created:time modified:time student_id:int",
    "grades_persistentcoursegrade": "created:time modified:time id:int user_id:int course_id "
    "course_version grading_policy_hash percent_grade:double letter_grade passed_timestamp:time",
    "grades_persistentsubsectiongrade": "created:time modified:time id:int user_id:int course_id "
    "usage_key course_version earned_all:double possible_all:double earned_graded:double "
    "possible_graded:double first_attempted:time",
    "completion_blockcompletion": "created:time modified:time id:int context_key block_key "
    "block_type completion:double user_id:int",
    "course_groups_courseusergroup": "id:int name course_id group_type",
    "course_groups_courseusergroup_users": "id:int courseusergroup_id:int user_id:int",
    "course_groups_cohortmembership": "id:int course_id course_user_group_id:int user_id:int",
    "teams_courseteam": "id:int team_id discussion_topic_id name course_id topic_id "
    "date_created:time description country language last_activity_at:time team_size:int",
    "teams_courseteammembership": "id:int date_joined:time last_activity_at:time user_id:int "
    "team_id:int",
    "verify_student_verificationstatus": "id:int timestamp:time status checkpoint_id:int "
    "response:text error:text user_id:int course_id",
    "submissions_studentitem": "id:int student_id course_id item_id item_type",
    "submissions_submission": "id:int uuid attempt_number:int submitted_at:time created_at:time "
    "raw_answer:text student_item_id:int status",
    "submissions_score": "id:int points_earned:int points_possible:int created_at:time reset:flag "
    "student_item_id:int submission_id:int",
    "assessment_assessment": "id:int submission_uuid scored_at:time scorer_id score_type "
    "feedback:text rubric_id:int",
}
#: Where a tab-separated file of edX has other columns, or the same in another order.
PACKAGED = {
    "auth_user": "id username first_name last_name email password is_staff is_active is_superuser "
    "last_login date_joined",
    "auth_userprofile": "id user_id name language location meta courseware gender mailing_address "
    "year_of_birth level_of_education goals allow_certificate country city bio",
    "student_anonymoususerid": "id user_id anonymous_user_id course_id",
    "student_courseenrollment": "id user_id course_id created is_active mode",
    "student_courseaccessrole": "org course_id user_id role",
    "django_comment_client_role_users": "course_id user_id name",
    "certificates_generatedcertificate": "id user_id download_url grade course_id key distinction "
    "status verify_uuid download_uuid name created_date modified_date error_reason mode",
    "courseware_studentmodule": "id module_type module_id student_id state grade created modified "
    "max_grade done course_id",
    "completion_blockcompletion": "id user_id course_key block_key block_type completion created "
    "modified",
    "teams_courseteam": "id team_id name course_id topic_id date_created description country "
    "language discussion_topic_id last_activity_at team_size",
    "teams_courseteammembership": "id user_id team_id date_joined last_activity_at",
}
TYPES = {
    "int": "int", "flag": "tinyint(1)", "double": "double", "time": "datetime(6)",
    "text": "longtext", "": "varchar(255)",
}  # fmt: skip
HEAD = """-- MySQL dump 10.13  Distrib 8.0.40, for Linux (x86_64)
--
-- Host: localhost    Database: edxapp
-- ------------------------------------------------------
/*!50503 SET NAMES utf8mb4 */;
/*!40103 SET TIME_ZONE='+00:00' */;
/*!40101 SET @OLD_SQL_MODE=@@SQL_MODE, SQL_MODE='NO_AUTO_VALUE_ON_ZERO' */;
"""
TAIL = "\n/*!40101 SET SQL_MODE=@OLD_SQL_MODE */;\n\n-- Dump completed\n"
TABLE = """
--
-- Table structure for table `{name}`
--

DROP TABLE IF EXISTS `{name}`;
/*!50503 SET character_set_client = utf8mb4 */;
CREATE TABLE `{name}` (
{columns}
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4;

LOCK TABLES `{name}` WRITE;
"""
TSV_ESCAPES = str.maketrans({"\\": "\\\\", "\t": "\\t", "\n": "\\n", "\r": "\\r"})
SQL_ESCAPES = str.maketrans({"\\": "\\\\", "'": "\\'", '"': '\\"', "\n": "\\n", "\r": "\\r"})


def tsv(table: str, rows: Rows) -> str:
    """A file of edX's package: a header, tab-separated rows, seconds, NULL."""
    columns = PACKAGED.get(table, " ".join(_types(table))).split()
    lines = ["\t".join(columns)]
    lines += ["\t".join(_in_tsv(row.get(column)) for column in columns) for row in rows]
    return "".join(f"{line}\n" for line in lines)


def _in_tsv(cell: Cell) -> str:
    if cell is None:
        return "NULL"
    if isinstance(cell, datetime):
        return f"{cell:%Y-%m-%d %H:%M:%S}"
    return str(cell).translate(TSV_ESCAPES)


def dump(tables: Sequence[tuple[str, Rows]]) -> str:
    """The statements of mysqldump that make and fill the tables: all rows in one insert."""
    text = HEAD
    for name, rows in tables:
        types = _types(name)
        columns = [f"  `{column}` {TYPES[kind]} DEFAULT NULL" for column, kind in types.items()]
        text += TABLE.format(name=name, columns=",\n".join(columns))
        values = ",".join(f"({','.join(_in_sql(row.get(c)) for c in types)})" for row in rows)
        text += f"INSERT INTO `{name}` VALUES {values};\n" * bool(rows) + "UNLOCK TABLES;\n"
    return text + TAIL


def _in_sql(cell: Cell) -> str:
    if cell is None:
        return "NULL"
    if isinstance(cell, int | float):
        return str(cell)
    if isinstance(cell, datetime):
        return f"'{cell:%Y-%m-%d %H:%M:%S.%f}'"
    return f"'{cell.translate(SQL_ESCAPES)}'"


def comma_separated(table: str, rows: Rows) -> str:
    """CSV with a header; null is an empty field."""
    text, columns = io.StringIO(), list(_types(table))
    writer = csv.writer(text, lineterminator="\n")
    writer.writerow(columns)
    for row in rows:
        cells = (row.get(column) for column in columns)
        writer.writerow(
            f"{cell:%Y-%m-%d %H:%M:%S.%f}" if isinstance(cell, datetime) else cell for cell in cells
        )
    return text.getvalue()


def _types(table: str) -> dict[str, str]:
    """Columns and what stands after their colon."""
    parts = (column.partition(":") for column in TABLES[table].split())
    return {name: kind for name, _, kind in parts}
