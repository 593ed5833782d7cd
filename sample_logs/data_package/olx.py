"""A course as Studio exports it: OLX, a folder of XML files in a .tar.gz."""

import gzip
import io
import json
import tarfile
from collections import Counter
from collections.abc import Mapping
from datetime import datetime, timedelta
from hashlib import md5
from pathlib import Path
from xml.sax.saxutils import escape, quoteattr

from sample_logs.courses import (
    ENDS_AT,
    OPENS_AT,
    RESPONSES,
    STARTS_AT,
    Block,
    Course,
    Part,
    Problem,
    Unit,
    Video,
)
from sample_logs.data_package.tables import graded
from sample_logs.envelope import tags
from sample_logs.events_problems import MAX_ATTEMPTS

#: Kinds of the generator that are pages and tools of a course, not blocks in it.
NO_BLOCKS = ("textbook", "book", "notes", "exam")
LENGTHS_UNTIL = 3  # weeks of the old course whose videos have an asset with a length
LANGUAGES = {"Data201": ("en", "es"), "Stat101": ("en", "de")}  # of transcripts, every other video
POOL = "library-v1:MOOCdbX+Pool"
POOLED = ("Is it null?", "Is it blank?")  # problems of the library
PARTITION = {
    "id": 1428, "name": "Two pictures", "scheme": "random", "version": 3, "active": True,
    "parameters": {}, "description": "",
    "groups": [{"id": 1, "name": "A", "version": 1}, {"id": 2, "name": "B", "version": 1}],
}  # fmt: skip
GRADER = [
    {"type": "Homework", "short_label": "HW", "min_count": 7, "drop_count": 0, "weight": 0.7},
    {"type": "Final exam", "short_label": "Exam", "min_count": 1, "drop_count": 0, "weight": 0.3},
]
TITLES = {"Stat101": "Statistics in pictures", "Data201": "Databases & what is in them"}


class Olx:
    """The files of a course; `types` counts the blocks by kind, `due` is when each is due."""

    def __init__(self, course: Course) -> None:
        """Write down a course."""
        self.course, self.files = course, dict[str, str]()
        self.types: Counter[str] = Counter()
        self.due: dict[str, datetime] = {}
        self.policies: dict[str, dict[str, object]] = {}
        self._course()

    def tar(self, path: Path) -> None:
        """Write the export, the same bytes before they are compressed on every machine."""
        top = self.course.run if self.course.is_old else "course"
        text = io.BytesIO()
        with tarfile.open(fileobj=text, mode="w", format=tarfile.USTAR_FORMAT) as tar:
            for name, content in sorted(self.files.items()):
                entry = tarfile.TarInfo(f"{top}/{name}")
                entry.size = len(content.encode())
                tar.addfile(entry, io.BytesIO(content.encode()))
        with path.open("wb") as raw, gzip.GzipFile("", "wb", 9, raw, mtime=0) as packed:
            packed.write(text.getvalue())

    def _course(self) -> None:
        course = self.course
        root = {"org": course.org, "course": course.number, "url_name": course.run}
        self.files["course.xml"] = element("course", root)
        chapters = "".join(self._chapter(week) for week in range(self._weeks()))
        book = element("textbook", {"title": "Book", "book_url": "https://www.example.org/book/"})
        wiki = element("wiki", {"slug": f"{course.org}.{course.number}.{course.run}"})
        about: dict[str, object] = {
            "display_name": TITLES[course.number], "start": json.dumps(iso(STARTS_AT)),
            "end": json.dumps(iso(ENDS_AT)), "enrollment_start": json.dumps(iso(OPENS_AT)),
            "language": "en", "self_paced": False, "graceperiod": "",
        }  # fmt: skip
        if not course.is_old:
            about["user_partitions"] = json.dumps([PARTITION])
        self.files[f"course/{course.run}.xml"] = element("course", about, book + chapters + wiki)
        self.types["course"] += 1
        home = f"policies/{course.run}"
        self.policies[f"course/{course.run}"] = {"graceperiod": "0 hours", "start": iso(STARTS_AT)}
        self.files[f"{home}/policy.json"] = json.dumps(self.policies, indent=4)
        policy = {"GRADER": GRADER, "GRADE_CUTOFFS": {"Pass": 0.6}}
        self.files[f"{home}/grading_policy.json"] = json.dumps(policy, indent=4)
        self.files["about/overview.html"] = "<h2>About this course</h2>\n"
        draft = {"display_name": "To be", "parent_url": course.units[0].sequential.key}
        self.files["drafts/vertical/to_be.xml"] = element("vertical", draft)

    def _weeks(self) -> int:
        return 1 + max(unit.week for unit in self.course.units)

    def _chapter(self, week: int) -> str:
        units = [unit for unit in self.course.units if unit.week == week]
        content = ""
        for sequential in dict.fromkeys(unit.sequential for unit in units):
            content += self._sequential([u for u in units if u.sequential is sequential])
        opens_at = STARTS_AT + timedelta(weeks=week)
        about = {"display_name": units[0].chapter.title, "start": iso(opens_at)}
        return self._file(units[0].chapter, about, content)

    def _sequential(self, units: list[Unit]) -> str:
        """The old course keeps dates and formats in its policy, subsections in their chapter."""
        sequential = units[0].sequential
        content = "".join(self._vertical(unit) for unit in units)
        about: dict[str, object] = {"display_name": sequential.title}
        problems = [b for u in units for b in u.blocks if isinstance(b, Problem) and graded(b)]
        if problems and (due := problems[0].due_at):
            kind = "Final exam" if sequential.title == "Final exam" else "Homework"
            about |= {"format": kind, "graded": True, "due": iso(due)}
            self.due[sequential.key] = due
        if not self.course.is_old:
            if about.get("format") == "Final exam":
                about |= {"is_time_limited": True, "default_time_limit_minutes": 60}
            return self._file(sequential, about, content)
        self.types["sequential"] += 1
        self.policies[f"sequential/{sequential.name}"] = about
        return element("sequential", {"url_name": sequential.name}, content)

    def _vertical(self, unit: Unit) -> str:
        blocks = [block for block in unit.blocks if block.kind not in NO_BLOCKS]
        content = "".join(self._block(block, unit.week) for block in blocks)
        return self._file(unit.vertical, {"display_name": unit.vertical.title}, content)

    def _file(self, block: Block, about: Mapping[str, object], content: str) -> str:
        """Write a block into a file of its own, and return what points to it."""
        self.files[f"{block.kind}/{block.name}.xml"] = element(block.kind, about, content)
        self.types[block.kind] += 1
        return element(block.kind, {"url_name": block.name})

    def _block(self, block: Block, week: int) -> str:
        about: dict[str, object] = {"display_name": block.title}
        if isinstance(block, Video):
            return self._video(block, about, week)
        if isinstance(block, Problem):
            return self._problem(block, about)
        if block.kind == "html":
            self.files[f"html/{block.name}.html"] = f"<p>{escape(block.title)}.<br>More & more.</p>"
            return self._file(block, about | {"filename": block.name}, "")
        if block.kind == "split_test":
            return self._split_test(block, about)
        if block.kind == "library_content":
            return self._library(block, about)
        content = ""  # other blocks are in their unit, with all they hold
        if block.kind == "openassessment":
            content = (
                "<title>Grain</title><rubric><criterion><name>Grain</name></criterion></rubric>"
            )
        self.types[block.kind] += 1
        named = {"url_name": block.name, "xblock-family": "xblock.v1"}
        return element(block.kind, named | about, content)

    def _video(self, video: Video, about: dict[str, object], week: int) -> str:
        first, second = LANGUAGES[self.course.number]
        languages = (first, second)[: 1 + week % 2]
        content = ""
        if self.course.is_old:
            about |= {"youtube": f"1.00:{video.code}", "youtube_id_1_0": video.code,
                      "sub": video.code}  # fmt: skip
        if not self.course.is_old or week < LENGTHS_UNTIL:
            told = [{"language_code": code, "provider": "Custom", "file_format": "srt"}
                    for code in languages]  # fmt: skip
            spoken = "".join(element("transcript", transcript) for transcript in told)
            asset = {"client_video_id": f"{video.name}.mp4", "duration": video.seconds}
            content += element("video_asset", asset, element("transcripts", {}, spoken))
        for code in languages[1:]:
            content += element("transcript", {"language": code, "src": f"{video.name}-{code}.srt"})
        return self._file(video, about, content)

    def _problem(self, problem: Problem, about: dict[str, object]) -> str:
        about["max_attempts"] = MAX_ATTEMPTS
        if graded(problem):
            about |= {"weight": float(len(problem.parts)), "showanswer": "past_due"}
        if problem.has_variants:
            about["rerandomize"] = "per_student"
        content = "".join(_response(part) for part in problem.parts)
        if saved := tags(problem):
            content += element("tagging_aside", {
                "xblock-family": "xblock_asides.v1", "saved_tags": json.dumps(saved),
            })  # fmt: skip
        return self._file(problem, about, content)

    def _split_test(self, block: Block, about: dict[str, object]) -> str:
        """A unit for each group, under the key by which the logs know it."""
        prefix = block.key.partition("+type@")[0]
        content, children = "", dict[str, str]()
        for group in (1, 2):
            name = md5(f"{block.key}/{group}".encode()).hexdigest()
            children[str(group)] = f"{prefix}+type@vertical+block@{name}"
            text = f"picture_{group}"
            self.files[f"html/{text}.xml"] = element(
                "html", {"display_name": "Picture"}, "<p>A</p>"
            )
            vertical = element("vertical", {"display_name": f"Group {'AB'[group - 1]}"},
                               element("html", {"url_name": text}))  # fmt: skip
            self.files[f"vertical/{name}.xml"] = vertical
            content += element("vertical", {"url_name": name})
            self.types.update(["vertical", "html"])
        about |= {"user_partition_id": PARTITION["id"], "group_id_to_child": json.dumps(children)}
        return self._file(block, about, content)

    def _library(self, block: Block, about: dict[str, object]) -> str:
        content = ""
        for question in POOLED:
            name = md5(question.encode()).hexdigest()[:20]
            self.files[f"problem/{name}.xml"] = element(
                "problem", {"display_name": question},
                "<stringresponse answer='no'><textline/></stringresponse>",
            )  # fmt: skip
            content += element("problem", {"url_name": name})
            self.types["problem"] += 1
        about |= {"source_library_id": POOL, "max_count": 1, "mode": "random"}
        return self._file(block, about, content)


def _response(part: Part) -> str:
    """A question of a problem, as its own kind of response."""
    response, inputs = RESPONSES[part.kind]
    right = [text for _, text in part.choices[: part.n_right]]
    label = element("label", {}, escape(part.question))
    if part.kind in ("number", "text"):
        return element(response, {"answer": right[0]}, label + element(inputs, {}))
    choices = ""
    for value, text in part.choices:
        if part.kind == "select":
            choices += element("option", {"correct": text in right}, escape(text))
        else:
            choices += element("choice", {"correct": text in right, "name": value}, escape(text))
    return element(response, {}, label + element(inputs, {}, choices))


def element(tag: str, about: Mapping[str, object], content: str = "") -> str:
    """An element of XML; attributes as edX spells them."""
    attributes = "".join(f" {name}={quoteattr(_spelled(value))}" for name, value in about.items())
    return f"<{tag}{attributes}>{content}</{tag}>\n" if content else f"<{tag}{attributes}/>\n"


def _spelled(value: object) -> str:
    return str(value).lower() if isinstance(value, bool) else str(value)


def iso(at: datetime) -> str:
    """A time as in OLX."""
    return f"{at:%Y-%m-%dT%H:%M:%SZ}"
