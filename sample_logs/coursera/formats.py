"""What an export is made of: tables as mysqldump writes them, PHP's texts, the XML of quizzes."""

from typing import NamedTuple

Cell = int | float | str | None

WHO = "session_user_id varchar(160)"
ITEM = "id int, parent_id int=-1, title varchar(255), open_time int, soft_close_time int"
ITEM += ", hard_close_time int, maximum_submissions int=100, deleted tinyint=0"
SUBMISSION = f"id int, item_id int, {WHO}, submission_time int, submission_number int=1"
SUBMISSION += ", raw_score float"
POST = "id int, thread_id int, user_id int, post_time int, deleted tinyint=0, is_spam tinyint=0"
KVS = "key text, value longtext"
#: The tables of each database. A column is its name, its type and, after `=`, its default.
DATABASES = {
    "hash_mapping": {
        "hash_mapping": "user_id int, eventing_user_id varchar(255), session_user_id varchar(255), "
        "public_user_id varchar(255)",
    },
    "anonymized_general": {
        "access_groups": "id int, name varchar(255), forum_title varchar(255)",
        "users": f"{WHO}, access_group_id int, registration_time datetime, deleted tinyint=0",
        "course_grades": f"id int, {WHO}, normal_grade float, achievement_level varchar(16)",
        "sections": "id int, title varchar(255), display_order int, visible_date int=-1",
        "items_sections": "item_type varchar(16), item_id varchar(128), section_id int, order int",
        "lecture_metadata": f"{ITEM}, source_video varchar(255), video_length float",
        "lecture_submission_metadata": f"{SUBMISSION}, action varchar(8)",
        "quiz_metadata": f"{ITEM}, quiz_type varchar(16)",
        "quiz_submission_metadata": f"{SUBMISSION}, grading_error tinyint=0",
        "assignment_metadata": ITEM,
        "assignment_part_metadata": "id int, assignment_id int, part_order int, "
        "maximum_score int, title varchar(255), deleted tinyint=0",
        "assignment_submission_metadata": SUBMISSION,
        "wiki_pages": "id int, canonical_name varchar(100), title text, deleted tinyint=0",
        "wiki_revisions": f"id int, page_id int, {WHO}, timestamp int, comments varchar(255)",
        "kvs_course.quiz": KVS,
    },
    "anonymized_forum": {
        "forum_forums": "id int, parent_id int, name varchar(255), display_order int, "
        "deleted tinyint=0",
        "forum_threads": "id int, forum_id int, user_id int, posted_time int, title text, "
        "num_views int=0, deleted tinyint=0",
        "forum_posts": f"{POST}, edit_time int=-1, original tinyint=0, post_text text",
        "forum_comments": f"{POST}, post_id int, comment_text text",
        "forum_reputation_record": "user_id int, pc_id int, type varchar(8), direction tinyint, "
        "timestamp int=-1",
        "kvs_course.forum_readrecord": KVS,
    },
}
HEAD = """-- MySQL dump 10.13  Distrib 5.5.46, for debian-linux-gnu (x86_64)
--
-- Host: localhost    Database: {database}
-- ------------------------------------------------------
/*!40101 SET NAMES utf8mb4 */;
/*!40103 SET TIME_ZONE='+00:00' */;
/*!40101 SET @OLD_SQL_MODE=@@SQL_MODE, SQL_MODE='NO_AUTO_VALUE_ON_ZERO' */;
"""
TAIL = "\n/*!40101 SET SQL_MODE=@OLD_SQL_MODE */;\n\n-- Dump completed\n"
TABLE = """
DROP TABLE IF EXISTS `{name}`;
CREATE TABLE `{name}` (
{columns}
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4;
LOCK TABLES `{name}` WRITE;
INSERT INTO `{name}` VALUES
{rows};
UNLOCK TABLES;
"""
ESCAPES = str.maketrans({"\\": "\\\\", "'": "\\'", '"': '\\"', "\n": "\\n", "\r": "\\r"})


class Table:
    """A table of a dump, with its rows as the dump has them."""

    def __init__(self, name: str, columns: str) -> None:
        """Take the columns as DATABASES has them."""
        parts = [column.split(" ", 1) for column in columns.split(", ")]
        self.name = name
        self.types = {column: kind.partition("=")[0] for column, kind in parts}
        self.defaults = {column: kind.partition("=")[2] or "NULL" for column, kind in parts}
        self.rows: list[str] = []

    def add(self, **values: Cell) -> int:
        """Add a row and return its number, which is its id."""
        cells = self.defaults | ({"id": str(len(self.rows) + 1)} if "id" in self.types else {})
        for column, value in values.items():
            text = f"'{value.translate(ESCAPES)}'" if isinstance(value, str) else str(value)
            cells[column] = "NULL" if value is None else text
        self.rows.append(f"({','.join(cells[column] for column in self.types)})")
        assert len(cells) == len(self.types), values
        return len(self.rows)

    def sql(self) -> str:
        """The statements that make and fill the table."""
        columns = [f"  `{c}` {kind} DEFAULT {self.defaults[c]}" for c, kind in self.types.items()]
        return TABLE.format(name=self.name, columns=",\n".join(columns), rows=",\n".join(self.rows))


def php(value: object) -> str:
    """Serialise a whole number, a text (its length counts bytes) or an array of these, as PHP."""
    if isinstance(value, dict):
        items = "".join(php(key) + php(item) for key, item in value.items())
        return f"a:{len(value)}:{{{items}}}"
    if isinstance(value, str):
        return f's:{len(value.encode())}:"{value}";'
    return f"i:{value};"


class Question(NamedTuple):
    """A question of a quiz. kind: radio, select, checkbox, text; options: id, text, is right."""

    id: str
    kind: str
    text: str
    options: tuple[tuple[str, str, bool], ...]
    is_judged: bool

    def scores(self, is_right: bool) -> tuple[float, float]:
        """Points for an option that is chosen, and for one that is left alone."""
        if self.kind == "checkbox":
            return (1 / len(self.options) * is_right, 1 / len(self.options) * (not is_right))
        return float(is_right), 0.0

    def xml(self, space: str) -> str:
        """The question in the XML of a quiz; `space` stands around its texts."""

        def text(content: str) -> str:
            return f"<text>{space}<![CDATA[{content}]]>{space}</text>"

        options = ""
        for name, content, is_right in self.options:
            chosen, left = self.scores(is_right)
            scores = f'selected_score="{chosen:g}" unselected_score="{left:g}"'
            options += f'<option id="{name}" {scores}>{text(content)}<explanation/></option>'
        form = f"<choice_type>{self.kind}</choice_type>"
        if self.kind == "text":
            form, options = "<type>exact</type>", ""
        return (
            f'<question id="{self.id}"><metadata><parameters>{form}</parameters></metadata>'
            f"<data>{text(self.text)}<option_groups><option_group>{options}</option_group>"
            "</option_groups></data></question>"
        )


def quiz_xml(title: str, questions: list[Question], space: str) -> str:
    """The XML of a quiz. Its title is not escaped, so that it may hold a bare ampersand."""
    return (
        f"<quiz><metadata><title>{title}</title></metadata><data><question_groups>"
        f"<question_group>{''.join(question.xml(space) for question in questions)}"
        "</question_group></question_groups></data></quiz>"
    )
