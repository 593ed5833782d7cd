"""Charts as files have them: `<topic>/<name>.yml` + `.sql` + `.vl.json`."""

import json
import re
from collections.abc import Iterable
from dataclasses import dataclass, field, fields
from pathlib import Path
from typing import Any

import yaml  # type: ignore[import-untyped]

from loaders.errors import Refusal

SHIPPED = Path(__file__).parent.parent.parent / "charts"
AUDIENCES = ("teacher", "researcher", "operator")
NAME = re.compile(r"[a-z][a-z0-9_]{0,63}")
MAX_FILE_BYTES = 64 * 1024


@dataclass(frozen=True)
class Chart:
    """One chart: what it says in words, the query, and the Vega-Lite spec without data."""

    topic: str
    name: str
    sql: str
    spec: dict[str, Any]
    title: str
    question: str
    means: str
    does_not_say: str
    empty: str
    author: str
    audience: tuple[str, ...]
    platforms: tuple[str, ...]
    columns: dict[str, str]
    place: int = 100
    selector: str | None = None
    learner: str | None = None
    words: tuple[str, ...] = ()
    tags: tuple[str, ...] = field(default=())

    @property
    def path(self) -> str:
        """Topic and name, as in the folder of charts."""
        return f"{self.topic}/{self.name}"

    @property
    def texts(self) -> tuple[str, ...]:
        """What the chart says in English, without repetition: for other languages to translate."""
        said = [self.title, self.question, self.means, self.does_not_say, self.empty]
        said += self.columns.values()
        spec = json.dumps(self.spec, ensure_ascii=False)
        said += re.findall(r'"(?:title|datum)": "([^"]+)"', spec)
        if self.words:
            words = re.findall(r"(?:then|else) '([a-z](?:[^']|'')*)'", self.sql)
            words += re.findall(r"'([A-Za-z](?:[^']|'')*)' as", self.sql)
            said += [word.replace("''", "'") for word in words]
        return tuple(dict.fromkeys(said))


@dataclass(frozen=True)
class Topic:
    """A section of the report: one folder of charts."""

    name: str
    title: str
    question: str
    place: int


@dataclass(frozen=True)
class Catalog:
    """Charts in the order of the page, their topics, and the texts of the other languages."""

    topics: tuple[Topic, ...]
    charts: tuple[Chart, ...]
    texts: dict[str, dict[str, str]]
    formats: dict[str, dict[str, Any]]

    def untranslated(self) -> dict[str, list[str]]:
        """The texts of charts that another language lacks, by language."""
        said = dict.fromkeys(text for chart in self.charts for text in chart.texts)
        lacking = {
            language: [text for text in said if text not in known]
            for language, known in self.texts.items()
        }
        return {language: texts for language, texts in lacking.items() if texts}

    def find(self, name: str) -> Chart:
        """The chart of that name or `topic/name`. Raises Refusal when there is none, or several."""
        found = [chart for chart in self.charts if name in (chart.name, chart.path)]
        if len(found) == 1:
            return found[0]
        if found:
            several = ", ".join(chart.path for chart in found)
            raise Refusal(f"Several charts are named {name}: write one of {several}.")
        known = ", ".join(chart.path for chart in self.charts)
        raise Refusal(f"There is no chart {name}. There are: {known}")


def load(folders: Iterable[Path] = ()) -> Catalog:
    """The charts of the project, then those of other folders; one of the same path replaces.

    Raises Refusal when a file is missing or is not what it should be: which one, and why.
    """
    topics: dict[str, Topic] = {}
    charts: dict[str, Chart] = {}
    texts: dict[str, dict[str, str]] = {}
    formats: dict[str, dict[str, Any]] = {}
    for folder in (SHIPPED, *folders):
        if not folder.is_dir():
            raise Refusal(f"There is no folder of charts {folder}.")
        topics |= load_topics(folder)
        for path in sorted(folder.glob("*/*.yml")):
            chart = load_chart(path)
            charts[chart.path] = chart
            topics.setdefault(
                chart.topic, Topic(chart.topic, chart.topic.replace("_", " ").capitalize(), "", 100)
            )
        for path in sorted([*folder.glob("texts.*.yml"), *folder.glob("names.*.yml")]):
            language = path.name.split(".")[1]
            content = read_yaml(path)
            texts.setdefault(language, {}).update(text_mapping(content.get("texts"), path, "texts"))
            formats.setdefault(language, {}).update(content.get("formats") or {})
    ordered = sorted(topics.values(), key=lambda topic: (topic.place, topic.name))
    rank = {topic.name: number for number, topic in enumerate(ordered)}
    return Catalog(
        tuple(topic for topic in ordered if any(c.topic == topic.name for c in charts.values())),
        tuple(
            sorted(charts.values(), key=lambda chart: (rank[chart.topic], chart.place, chart.name))
        ),
        texts,
        formats,
    )


def load_topics(folder: Path) -> dict[str, Topic]:
    """Titles and order of topics, where the folder has a `topics.yml`."""
    path = folder / "topics.yml"
    if not path.exists():
        return {}
    topics = {}
    for place, (name, said) in enumerate(read_yaml(path).items()):
        said = text_mapping(said, path, name)
        topics[name] = Topic(name, said.get("title", name), said.get("question", ""), place)
    return topics


def load_chart(path: Path) -> Chart:
    """The chart whose `.yml` this is. Raises Refusal when a part is missing or malformed."""
    topic, name = path.parent.name, path.stem
    for word in (topic, name):
        if not NAME.fullmatch(word):
            raise Refusal(f"{path}: {word!r} must be lower case letters, digits and _.")
    said = read_yaml(path)
    texts = {"title", "question", "means", "does_not_say", "empty", "author"}
    lists = {"audience", "platforms"}
    optional = {"place", "selector", "learner", "words", "tags"}
    known = texts | lists | optional | {"columns"}
    assert known | {"topic", "name", "sql", "spec"} == {entry.name for entry in fields(Chart)}
    if missing := sorted(known - optional - said.keys()):
        raise Refusal(
            f"{path} lacks {', '.join(missing)}: CONTRIBUTING.md shows a chart with all of them."
        )
    if unknown := sorted(said.keys() - known):
        raise Refusal(f"{path} has {', '.join(map(str, unknown))}, which means nothing to a chart.")
    for key in sorted(texts):
        if not isinstance(said[key], str) or not said[key].strip():
            raise Refusal(f"{path}: {key} must be a text that is not empty.")
    for key in sorted((lists | {"words", "tags"}) & said.keys()):
        if not isinstance(said[key], list) or not all(isinstance(one, str) for one in said[key]):
            raise Refusal(f"{path}: {key} must be a list of texts, for example [edx].")
    if strange := sorted(set(said["audience"]) - set(AUDIENCES)):
        raise Refusal(
            f"{path}: audience {', '.join(strange)} is not one of {', '.join(AUDIENCES)}."
        )
    columns = text_mapping(said["columns"], path, "columns")
    named = [said.get("selector"), said.get("learner"), *said.get("words", [])]
    for column in named:
        if column is not None and column not in columns:
            raise Refusal(f"{path}: {column!r} is not one of its columns.")
    if not isinstance(said.get("place", 100), int):
        raise Refusal(f"{path}: place must be a whole number.")
    return Chart(
        topic=topic,
        name=name,
        sql=read_text(path.with_suffix(".sql")).strip().removesuffix(";"),
        spec=read_spec(path.with_suffix(".vl.json")),
        **{key: " ".join(said[key].split()) for key in texts},
        audience=tuple(said["audience"]),
        platforms=tuple(said["platforms"]),
        columns=columns,
        place=said.get("place", 100),
        selector=said.get("selector"),
        learner=said.get("learner"),
        words=tuple(said.get("words", [])),
        tags=tuple(said.get("tags", [])),
    )


def read_spec(path: Path) -> dict[str, Any]:
    """The Vega-Lite spec of a file. Raises Refusal when it is not a JSON object."""
    try:
        spec = json.loads(read_text(path))
    except ValueError as error:
        raise Refusal(f"{path} is not JSON: {error}.") from None
    if not isinstance(spec, dict):
        raise Refusal(f"{path} is not a JSON object.")
    return spec


def read_yaml(path: Path) -> dict[str, Any]:
    """The mapping that a YAML file holds. Raises Refusal when it holds anything else."""
    try:
        content = yaml.load(read_text(path), yaml.CSafeLoader)
    except yaml.YAMLError as error:
        raise Refusal(f"{path} is not YAML: {' '.join(str(error).split())}") from None
    if not isinstance(content, dict):
        raise Refusal(f"{path} is not a mapping of keys to values.")
    return content


def read_text(path: Path) -> str:
    """Text of a small UTF-8 file. Raises Refusal when it is missing, large or something else."""
    try:
        if path.stat().st_size > MAX_FILE_BYTES:
            raise Refusal(f"{path} is larger than {MAX_FILE_BYTES // 1024} KiB.")
        return path.read_text(encoding="utf-8")
    except FileNotFoundError:
        raise Refusal(f"There is no {path}: a chart is a .yml, a .sql and a .vl.json.") from None
    except UnicodeDecodeError:
        raise Refusal(f"{path} is not UTF-8 text.") from None


def text_mapping(value: Any, path: Path, key: str) -> dict[str, str]:
    """A mapping of texts to texts, or Refusal."""
    if not isinstance(value, dict) or not all(
        isinstance(text, str) for pair in value.items() for text in pair
    ):
        raise Refusal(f"{path}: {key} must be a mapping of texts to texts.")
    return {name: " ".join(text.split()) for name, text in value.items()}
