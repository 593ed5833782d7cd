"""The two courses as trees of blocks, with every spelling of a key that a log line may use."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from functools import cached_property
from hashlib import md5

from sample_logs import content

STARTS_AT = datetime(2025, 9, 15, tzinfo=UTC)  # a Monday
WEEKS = 8
ENDS_AT = STARTS_AT + timedelta(weeks=WEEKS)
OPENS_AT = STARTS_AT - timedelta(weeks=3)
CLOSES_AT = ENDS_AT + timedelta(days=6)
#: Until then the server of the old course writes lines as servers did in 2014.
UPGRADED_AT = STARTS_AT + timedelta(weeks=2)

HOST = "lms.example.org"
STUDIO_HOST = "studio.example.org"
SITE = f"https://{HOST}"

RESPONSES = {  # kind of question: response type, input type
    "choice": ("multiplechoiceresponse", "choicegroup"),
    "checkbox": ("choiceresponse", "checkboxgroup"),
    "select": ("optionresponse", "optioninput"),
    "number": ("numericalresponse", "formulaequationinput"),
    "text": ("stringresponse", "textline"),
}


@dataclass(frozen=True)
class Course:
    """A course: its keys, its era, its units in order."""

    id: str
    org: str
    number: str
    run: str
    mode: str  # of those who pay nothing
    units: "list[Unit]" = field(default_factory=list)

    @property
    def is_old(self) -> bool:
        """Has keys like Org/Course/Run and i4x://."""
        return not self.id.startswith("course-v1:")

    def url(self, tail: str) -> str:
        """The path of a page of the course."""
        return f"/courses/{self.id}/{tail}"

    @cached_property
    def problems(self) -> "list[Problem]":
        """Its problems in order."""
        return [block for unit in self.units for block in unit.blocks if isinstance(block, Problem)]

    def is_modern(self, at: datetime) -> bool:
        """Whether its lines look as they do since 2016."""
        return not self.is_old or at >= UPGRADED_AT


class Block:
    """A node of the tree: `key` as usage key, `html_id` in pages, `in_url` inside a path."""

    def __init__(self, course: Course, kind: str, name: str, title: str) -> None:
        """Name a block in all ways."""
        self.course, self.kind, self.name, self.title = course, kind, name, title
        if course.is_old:
            self.key = f"i4x://{course.org}/{course.number}/{kind}/{name}"
            slug = name.replace(".", "_")
            self.html_id = f"i4x-{course.org}-{course.number}-{kind}-{slug}"
            self.in_url = self.key.replace("/", ";_")
        else:
            self.html_id = self.name = md5(f"{course.id}/{kind}/{name}".encode()).hexdigest()[:20]
            prefix = f"block-v1:{course.org}+{course.number}+{course.run}"
            self.key = self.in_url = f"{prefix}+type@{kind}+block@{self.name}"

    def action(self, name: str, *, modern: bool = True) -> str:
        """The path that a click inside the block posts to."""
        if modern or not self.course.is_old:
            return self.course.url(f"xblock/{self.in_url}/handler/xmodule_handler/{name}")
        return self.course.url(f"modx/{self.key}/{name}")


class Video(Block):
    """A video; what is hard in it lies from 40 to 55 % of its length."""

    def __init__(self, course: Course, name: str, title: str, seconds: float) -> None:
        """A video of so many seconds."""
        super().__init__(course, "video", name, title)
        self.seconds = seconds
        self.code = md5(self.key.encode()).hexdigest()[:11] if course.is_old else "html5"


@dataclass(frozen=True)
class Part:
    """A question of a problem; `choices` are value and text, the right ones first."""

    id: str
    question: str
    kind: str
    choices: tuple[tuple[str, str], ...]
    n_right: int


class Problem(Block):
    """A problem of one or more parts."""

    def __init__(
        self,
        course: Course,
        name: str,
        chapter: content.Chapter,
        questions: Sequence[content.Question],
        title: str,
        due_at: datetime | None,
    ) -> None:
        """Make a part of each question; without a due date it is a quiz."""
        super().__init__(course, "problem", name, title)
        self.difficulty, self.due_at, self.topic = chapter.difficulty, due_at, chapter.title
        self.parts = tuple(self._part(n, *question) for n, question in enumerate(questions))
        #: Homework of the new course draws one of three variants for each learner.
        self.has_variants = due_at is not None and not course.is_old

    def _part(self, number: int, question: str, kind: str, right: str, wrong: str) -> Part:
        texts = [*right.split("|"), *wrong.split("|")]
        named = [f"choice_{n}" for n in range(len(texts))]
        values = named if kind in ("choice", "checkbox") else texts
        choices = tuple(zip(values, texts, strict=True))
        return Part(f"{self.html_id}_{number + 2}_1", question, kind, choices, right.count("|") + 1)


@dataclass(frozen=True)
class Unit:
    """A vertical and where it hangs; `position` counts from 1 to `tabs` in its sequential."""

    chapter: Block
    sequential: Block
    vertical: Block
    week: int
    position: int
    tabs: int
    blocks: Sequence[Block]

    @property
    def path(self) -> str:
        """The path of its subsection, without the position."""
        course = self.vertical.course
        return course.url(f"courseware/{self.chapter.name}/{self.sequential.name}/")


def _units(course: Course, week: int, chapter: content.Chapter) -> list[Unit]:
    """A lecture (videos, a quiz, something else) and the homework, due when the next week ends."""
    label = f"{week + 1}"
    exam = week == WEEKS - 1
    due = STARTS_AT + timedelta(weeks=week + (1 if exam else 2))
    videos: list[Block] = [
        Video(course, f"video_{label}_{n}", title, seconds)
        for n, (title, seconds) in enumerate(chapter.videos, 1)
    ]
    quiz = Problem(course, f"quiz_{label}.1", chapter, chapter.questions[:1], "Quick check", None)
    title = "Final exam" if exam else f"Homework {label}"
    first = Problem(course, f"hw_{label}.2", chapter, chapter.questions[1:2], title, due)
    second = Problem(course, f"hw_{label}.3", chapter, chapter.questions[2:], title, due)
    extras = [Block(course, chapter.extra, f"extra_{label}", chapter.title)] * bool(chapter.extra)
    html = Block(course, "html", f"text_{label}", f"Notes on {chapter.title.lower()}")
    subsections: dict[str, list[list[Block]]] = {
        "Lecture": [[*videos[:1], html], [quiz], [*videos[1:], *extras]],
        title: [[first], [second]],
    }
    head = Block(course, "chapter", f"week_{label}", chapter.title)
    units = []
    for number, (subtitle, contents) in enumerate(subsections.items(), 1):
        name = f"part_{label}_{number}"
        sequential = Block(course, "sequential", name, subtitle)
        verticals = [blocks for blocks in contents if blocks]
        for n, blocks in enumerate(verticals, 1):
            vertical = Block(course, "vertical", f"{name}_{n}", f"{subtitle}, part {n}")
            units.append(Unit(head, sequential, vertical, week, n, len(verticals), blocks))
    return units


def _course(course: Course, chapters: Sequence[content.Chapter]) -> Course:
    for week, chapter in enumerate(chapters):
        course.units.extend(_units(course, week, chapter))
    return course


def both_courses() -> tuple[Course, Course]:
    """The course with old keys and the one with new keys."""
    old = Course("MOOCdbX/Stat101/2025_Fall", "MOOCdbX", "Stat101", "2025_Fall", "honor")
    new = Course("course-v1:MOOCdbX+Data201+2025_Fall", "MOOCdbX", "Data201", "2025_Fall", "audit")
    return _course(old, content.STATISTICS), _course(new, content.DATABASES)
