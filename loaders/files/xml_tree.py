"""XML as a tree of elements, read so that no file can take more than its share of the machine."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from xml.parsers import expat

DEEPEST = 200  # elements within elements
MOST_ELEMENTS = 1_000_000  # in a file


class Unusable(Exception):
    """A text that is not read. reason: as in raw_edx.rejected_rows; line_no: where it begins."""

    def __init__(self, reason: str, line_no: int) -> None:
        """Say why, and where."""
        super().__init__(f"{reason} in line {line_no}")
        self.reason, self.line_no = reason, line_no


@dataclass
class Element:
    """An element. has_text: whether there is more than white space between its elements."""

    tag: str
    attributes: dict[str, str]
    line_no: int
    children: list["Element"] = field(default_factory=list)
    has_text: bool = False

    def get(self, name: str, default: str = "") -> str:
        """Return an attribute."""
        return self.attributes.get(name, default)

    def descendants(self) -> Iterator["Element"]:
        """Yield what is in it, in the order of the text."""
        waiting = self.children[::-1]
        while waiting:
            element = waiting.pop()
            yield element
            waiting += element.children[::-1]


def parsed(text: bytes) -> Element:
    """Return the outermost element. Unusable if it is not XML, defines entities or is too large.

    Entities are refused where they are defined, so none is expanded and no other file is read.
    """
    return _Parsing(text).root


class _Parsing:
    """A text being parsed."""

    def __init__(self, text: bytes) -> None:
        """Parse it."""
        self.open: list[Element] = []
        self.n_elements = 0
        self.parser = parser = expat.ParserCreate()
        parser.StartElementHandler, parser.EndElementHandler = self._start, self._end
        parser.CharacterDataHandler, parser.EntityDeclHandler = self._text, self._entity
        parser.buffer_text = True
        try:
            parser.Parse(text, True)
        except expat.ExpatError as error:
            raise Unusable("not_xml", error.lineno) from None
        except (LookupError, ValueError):  # an encoding that Python does not know
            raise Unusable("not_xml", 1) from None

    def _start(self, tag: str, attributes: dict[str, str]) -> None:
        element = Element(tag, attributes, self.parser.CurrentLineNumber)
        self.n_elements += 1
        if len(self.open) == DEEPEST:
            raise Unusable("too_deep", element.line_no)
        if self.n_elements > MOST_ELEMENTS:
            raise Unusable("too_large", element.line_no)
        if self.open:
            self.open[-1].children.append(element)
        else:
            self.root = element
        self.open.append(element)

    def _end(self, tag: str) -> None:
        self.open.pop()

    def _text(self, text: str) -> None:
        if self.open and not text.isspace():
            self.open[-1].has_text = True

    def _entity(self, *_: object) -> None:
        raise Unusable("has_entities", self.parser.CurrentLineNumber)
