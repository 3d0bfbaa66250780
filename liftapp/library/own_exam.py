"""What a memory was asked about its own document, what was right, and what it was trained on.

Two small files beside the memory: exam.json and questions.json.
"""

from collections.abc import Sequence
from dataclasses import asdict, dataclass
from enum import StrEnum

from liftapp.errors import UsageError
from liftapp.library.jsontext import (
    JsonObject,
    JsonValue,
    dump,
    field,
    only_known,
    parse_object,
)

FORMAT = 1
EXAM_WHAT = "The memory's exam (exam.json)"
TRAINED_WHAT = "The memory's questions (questions.json)"
BORROWED = 2
"""Answers of the whole document that are counted into each section: two or three of its own say
little."""
LEARNED = 0.5
"""Share of right answers below which a section counts as not learned."""


class Unit(StrEnum):
    """What a section is: a heading's text, pages, or one of equal parts."""

    HEADING = "heading"
    PAGES = "pages"
    PART = "part"


@dataclass(frozen=True)
class Section:
    """[start, end) in the document's text; `title` is empty unless a heading names it.

    `first` and `last` are its pages, or for a part its number and how many there are.
    """

    unit: Unit
    title: str
    first: int
    last: int
    start: int
    end: int

    @property
    def name(self) -> str:
        """What it is called on the command line."""
        if self.unit is Unit.PART:
            return f"part {self.first} of {self.last}"
        if self.unit is Unit.HEADING:
            return self.title
        same = self.first == self.last
        return f"page {self.first}" if same else f"pages {self.first}-{self.last}"


@dataclass(frozen=True)
class AskedQuestion:
    """A question, its answer by the base model with the passage in view, and what was said.

    `section` is an index. `before`: closed book; `after`: from the memory alone.
    """

    question: str
    answer: str
    section: int
    before: str
    right_before: bool
    after: str
    right_after: bool


@dataclass(frozen=True)
class SectionScore:
    """The right answers of a section."""

    section: Section
    asked: int
    before: int
    after: int
    learned: bool | None
    """None where nothing was asked."""


@dataclass(frozen=True)
class OwnExam:
    """One exam of one memory about its own document."""

    sections: tuple[Section, ...]
    questions: tuple[AskedQuestion, ...]
    fresh: bool = True
    """Whether what the memory was trained on was known, so that none of it was asked."""

    @property
    def asked(self) -> int:
        """How many questions there were."""
        return len(self.questions)

    @property
    def before(self) -> int:
        """How many were right closed book."""
        return sum(q.right_before for q in self.questions)

    @property
    def after(self) -> int:
        """How many were right with the memory."""
        return sum(q.right_after for q in self.questions)

    @property
    def score(self) -> float | None:
        """Share of right answers with the memory; None where nothing was asked."""
        return self.after / self.asked if self.asked else None

    @property
    def scores(self) -> tuple[SectionScore, ...]:
        """Section by section, in their order."""
        return tuple(map(self._score, range(len(self.sections))))

    @property
    def not_learned(self) -> tuple[int, ...]:
        """Indices of the sections that are not learned."""
        return tuple(i for i, score in enumerate(self.scores) if score.learned is False)

    def _score(self, index: int) -> SectionScore:
        own = [q for q in self.questions if q.section == index]
        after = sum(q.right_after for q in own)
        learned = None
        if own:
            # As if `BORROWED` more had been asked, and answered as the whole document's were.
            shared = BORROWED * self.after / self.asked
            learned = (after + shared) / (len(own) + BORROWED) >= LEARNED
        before = sum(q.right_before for q in own)
        return SectionScore(self.sections[index], len(own), before, after, learned)

    def to_json(self) -> bytes:
        """The bytes of exam.json."""
        sections: list[JsonValue] = [asdict(s) for s in self.sections]
        questions: list[JsonValue] = [asdict(q) for q in self.questions]
        return dump(
            {"format": FORMAT, "sections": sections, "questions": questions, "fresh": self.fresh}
        )

    @classmethod
    def from_json(cls, content: bytes) -> "OwnExam":
        """Read exam.json; UsageError says what is wrong with it."""
        source = _known_format(content, EXAM_WHAT, "sections", "questions", "fresh")
        sections = tuple(map(_section, _objects(source, "sections", EXAM_WHAT)))
        questions = tuple(map(_asked, _objects(source, "questions", EXAM_WHAT)))
        if not all(0 <= q.section < len(sections) for q in questions):
            raise UsageError(f"{EXAM_WHAT} asks about a section there is not.")
        return cls(sections, questions, _truth(source, "fresh", EXAM_WHAT))


@dataclass(frozen=True)
class TrainedQuestion:
    """A question a memory was trained on; `sentence` is the index of what it is about."""

    question: str
    answer: str
    sentence: int


def trained_to_json(trained: Sequence[TrainedQuestion]) -> bytes:
    """The bytes of questions.json."""
    listed: list[JsonValue] = [asdict(t) for t in trained]
    return dump({"format": FORMAT, "trained": listed})


def trained_from_json(content: bytes) -> tuple[TrainedQuestion, ...]:
    """Read questions.json; UsageError says what is wrong with it."""
    found = []
    for each in _objects(_known_format(content, TRAINED_WHAT, "trained"), "trained", TRAINED_WHAT):
        only_known(each, frozenset(("question", "answer", "sentence")), TRAINED_WHAT)
        found.append(TrainedQuestion(
            field(each, "question", str, TRAINED_WHAT),
            field(each, "answer", str, TRAINED_WHAT),
            _count(each, "sentence", TRAINED_WHAT),
        ))  # fmt: skip
    return tuple(found)


def _known_format(content: bytes, what: str, *keys: str) -> JsonObject:
    source = parse_object(content, what)
    if field(source, "format", int, what) != FORMAT:
        raise UsageError(f"{what} has a format this liftapp does not know; update liftapp.")
    only_known(source, frozenset(("format", *keys)), what)
    return source


def _objects(source: JsonObject, key: str, what: str) -> list[JsonObject]:
    listed = field(source, key, list, what)
    found = [each for each in listed if isinstance(each, dict)]
    if len(found) < len(listed):
        raise UsageError(f"{what} has something in '{key}' that is not an object.")
    return found


def _section(source: JsonObject) -> Section:
    only_known(source, frozenset(Section.__dataclass_fields__), EXAM_WHAT)
    unit = field(source, "unit", str, EXAM_WHAT)
    if unit not in list(Unit):
        raise UsageError(f"{EXAM_WHAT} has a section that is a {unit[:40]!r}.")
    title = field(source, "title", str, EXAM_WHAT)
    first, last, start, end = (
        _count(source, key, EXAM_WHAT) for key in ("first", "last", "start", "end")
    )
    return Section(Unit(unit), title, first, last, start, end)


def _asked(source: JsonObject) -> AskedQuestion:
    only_known(source, frozenset(AskedQuestion.__dataclass_fields__), EXAM_WHAT)
    question, answer, before, after = (
        field(source, key, str, EXAM_WHAT) for key in ("question", "answer", "before", "after")
    )
    right_before, right_after = (
        _truth(source, key, EXAM_WHAT) for key in ("right_before", "right_after")
    )
    section = _count(source, "section", EXAM_WHAT)
    return AskedQuestion(question, answer, section, before, right_before, after, right_after)


def _count(source: JsonObject, key: str, what: str) -> int:
    value = field(source, key, int, what)
    if not 0 <= value < 2**53:
        raise UsageError(f"{what} has a '{key}' that is out of bounds.")
    return value


def _truth(source: JsonObject, key: str, what: str) -> bool:
    value = source.get(key)
    if not isinstance(value, bool):
        raise UsageError(f"{what} has no '{key}' that is true or false.")
    return value
