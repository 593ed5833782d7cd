"""The course and its people, the tables and lines that they fill, and what is counted meanwhile."""

from collections import Counter, defaultdict
from dataclasses import dataclass, field
from datetime import UTC, datetime

from sample_logs.content import STATISTICS
from sample_logs.coursera.formats import DATABASES, Cell, Question, Table, php, quiz_xml
from sample_logs.dice import Dice
from sample_logs.people import Person

SESSION = "learning-001"
CHAPTERS = STATISTICS[:3]
WEEK = 7 * 86400
STARTS_AT = int(datetime(2016, 1, 11, tzinfo=UTC).timestamp())  # a Monday
KINDS = {"choice": "radio", "select": "select", "checkbox": "checkbox"}  # all others are texts
SURVEY = 4  # after the quizzes of the weeks
GROUPS = ("Administrator", "Instructor", "Teaching Staff", "Student", "Community TA")


@dataclass(eq=False)
class Member:
    """Somebody in the session, by all names."""

    person: Person
    group: str
    session_id: str
    eventing_id: str
    is_mapped: bool  # by hash_mapping
    points: dict[int, float] = field(default_factory=dict)  # by quiz, the best


class Session:
    """Everything that is written, and the truth about it."""

    def __init__(self, seed: int) -> None:
        """Publish the course; nobody is there yet."""
        self.dice = Dice(seed, SESSION)
        self.tables = {n: Table(n, columns) for d in DATABASES.values() for n, columns in d.items()}
        self.lines: list[dict[str, object]] = []
        self.quizzes: dict[int, list[Question]] = {}
        self.posts: list[tuple[int, int, int, int]] = []  # time, post, thread, forum
        self.reads: dict[tuple[int, Member], dict[str | int, int]] = {}  # of a forum
        self.votes: set[tuple[int, Member]] = set()  # for a post
        self.content: dict[str, str] = {}  # parents of items
        self.counts: Counter[str] = Counter()  # of learners, not of the team
        self.odd: Counter[str] = Counter()  # of everybody
        self.languages: defaultdict[str, Counter[str]] = defaultdict(Counter)  # lines of each name
        self._publish()

    def add(self, table: str, **values: Cell) -> int:
        """Add a row to a table and return its id."""
        return self.tables[table].add(**values)

    def count(self, member: Member, what: str, number: int = 1) -> None:
        """Count what the export shows about a learner; without a row of hash_mapping: anonymous."""
        if member.is_mapped:
            self.count_click(member, what, number)

    def count_click(self, member: Member, what: str, number: int = 1) -> None:
        """Count what the clickstream shows about a learner, who is one by any name."""
        if member.group == "Student":
            self.counts[what] += number

    def _publish(self) -> None:
        for group in GROUPS:
            self.add("access_groups", name=group, forum_title="")
        for week, chapter in enumerate(CHAPTERS, 1):
            self.add("sections", title=chapter.title, display_order=week)
            self.content[f"section/{week}"] = f"course/{SESSION}"
            for title, seconds in chapter.videos:
                self._item("lecture", week, title=title, video_length=seconds)
            questions = [self._question(*question) for question in chapter.questions[1:]]
            self._quiz(week, f"Quiz {week} & answers", questions, quiz_type="quiz")
        why = self._question(
            "Why are you here? ¿Por qué?", "choice", "", "work|pour le plaisir « voilà »"
        )
        more = self._question("What else should we know?", "text", "", "")
        survey = [question._replace(is_judged=False) for question in (why, more)]
        self._quiz(1, "Before we start", survey, quiz_type="survey")
        self._quiz(0, "Quiz 1, to be", self.quizzes[1], quiz_type="quiz", parent_id=1)
        self._item("assignment", 2, title="Draw it, really")
        for n in (1, 2):
            self.add("assignment_part_metadata", assignment_id=1, part_order=n, maximum_score=10,
                     title=f"Part {n}")  # fmt: skip
        for n, (name, title) in enumerate((("home", "Welcome"), ("glossary", "Glosář «Ω»")), 1):
            self.add("wiki_pages", canonical_name=name, title=title)
            self.content[f"wiki/{n}"] = f"course/{SESSION}"
        for n, name in enumerate(("Forums", "General discussion", "Übungen"), 1):
            self.add("forum_forums", parent_id=1 if n > 1 else -1, name=name, display_order=n)
            self.content[f"forum/{n}"] = "forum/1" if n > 1 else f"course/{SESSION}"

    def _question(self, text: str, kind: str, right: str, wrong: str) -> Question:
        answers = [(answer, True) for answer in right.split("|") if answer]
        answers += [(answer, False) for answer in wrong.split("|") if answer]
        name = self.dice.hex(32)
        options = [(f"{name[:6]}_{n}", *one) for n, one in enumerate(self.dice.shuffled(answers))]
        return Question(name, KINDS.get(kind, "text"), text, tuple(options), kind in KINDS)

    def _item(self, kind: str, week: int, **values: Cell) -> int:
        """An item of a week, due at its end; one without a week has no section and no times."""
        if week:
            opens_at = STARTS_AT + (week - 1) * WEEK
            closes_at = -1 if kind == "lecture" else opens_at + 2 * WEEK
            values |= {"open_time": opens_at, "soft_close_time": opens_at + WEEK}
            values |= {"hard_close_time": closes_at}
        item = self.add(f"{kind}_metadata", **values)
        self.content[f"{kind}/{item}"] = f"section/{week}" if week else f"course/{SESSION}"
        if week:
            order = len(self.tables["items_sections"].rows)
            self.add("items_sections", item_type=kind, item_id=str(item), section_id=week,
                     order=order)  # fmt: skip
        return item

    def _quiz(self, week: int, title: str, questions: list[Question], **values: Cell) -> None:
        """A quiz; white space stands around the texts of the second one."""
        quiz = self._item("quiz", week, title=title, **values)
        self.quizzes[quiz] = questions
        xml = quiz_xml(title, questions, "\n   " if quiz == 2 else "")
        self.add("kvs_course.quiz", key=f"xml.quiz_id:{quiz}", value=php(xml))
