"""Many ways to learn and many documents: what each contestant answered, one line for each pair.

Nobody's sitting (`BARE`) has the views without memory; what is in view is the same for all. A
line holds whatever the report needs, so that an interrupted comparison goes on from its lines.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import asdict, dataclass
from typing import Self

from liftapp.exam.asking import Outcome, ask, is_right
from liftapp.exam.known import Among, Known, Place, classes
from liftapp.exam.retention import unrelated
from liftapp.exam.subject import Subject
from liftapp.exam.views import HYBRID, Search, View, views
from liftapp.lift.plans import Foreign
from liftapp.lift.questions import is_refusal

BARE = "no memory"
REMEMBERING = ("memory only", "memory + window")
"""Views asked of every contestant; one that recalls is asked with the passages found, too."""
WHOLE, UNRELATED = "whole document", "unrelated passage"
RIGHT, WRONG, REFUSED, UNASKED = "rwn-"
"""Marks. What refuses a question that the document does not answer is right, and `REFUSED`."""


@dataclass(frozen=True)
class Answered:
    """The answers in one view: a mark for each question, and what asking them cost."""

    said: tuple[str | None, ...]
    marks: str
    seconds: float
    first_token_s: float
    read: int
    written: int


@dataclass(frozen=True)
class Sitting:
    """One contestant's answers about one document.

    `classes` are those of the questions, `UNRELATED` holds other questions: of other texts.
    """

    document: int
    contestant: str
    title: str
    tokens: int
    classes: tuple[Among, ...]
    views: Mapping[str, Answered]
    cost: Mapping[str, float]

    def as_row(self) -> dict[str, object]:
        """For JSON."""
        return asdict(self)

    @classmethod
    def from_row(cls, row: Mapping[str, object]) -> Self:
        """Read what `as_row` gave; whatever else stands in the row is left."""
        given = {name: row[name] for name in cls.__dataclass_fields__}
        among, answered = given["classes"], given["views"]
        assert isinstance(among, list | tuple)
        assert isinstance(answered, dict)
        given["classes"] = tuple(
            Among(a["name"], Place(a["place"]), tuple(a["indices"])) for a in among
        )
        given["views"] = {
            name: Answered(**{**a, "said": tuple(a["said"])}) for name, a in answered.items()
        }
        return cls(**given)  # type: ignore[arg-type]


def sit(
    subject: Subject,
    document: int,
    contestant: str,
    title: str,
    known: Sequence[Known],
    foreign: Sequence[Foreign],
    search: Search,
    cost: Mapping[str, float],
) -> Sitting:
    """Ask everything that this contestant is asked; `BARE` has the views without memory."""
    answered = {
        view.name: _answered(known, ask(subject, view, known))
        for view in _views(subject, search, known, contestant == BARE)
    }
    asked, texts = unrelated(subject, foreign)
    others = [k for k in asked if k.answerable]

    def passage(k: Known) -> list[int]:
        return texts[k.group]

    view = View(UNRELATED, contestant != BARE, passage)
    answered[UNRELATED] = _answered(others, ask(subject, view, others))
    tokens = len(subject.prompter.encode(subject.text))
    among = tuple(classes(known, *subject.seen_until()))
    return Sitting(document, contestant, title, tokens, among, answered, cost)


def _views(subject: Subject, search: Search, known: Sequence[Known], bare: bool) -> Iterator[View]:
    every = views(subject, search)
    also = (HYBRID,) if subject.memory.recalls else ()
    asked_in = [v.name for v in every if not v.remembers] if bare else (*REMEMBERING, *also)
    yield from (v for v in every if v.name in asked_in)
    whole = subject.prompter.encode(subject.text)
    asked = (subject.prompter.answer(k.question).around(whole) for k in known)
    if bare and max(map(len, asked), default=0) + subject.reply <= subject.window:
        yield View(WHOLE, False, lambda _: whole)


def _answered(known: Sequence[Known], outcome: Outcome) -> Answered:
    marks = "".join(_mark(k, said) for k, said in zip(known, outcome.said, strict=True))
    return Answered(
        outcome.said, marks, outcome.seconds, outcome.first_token_s, outcome.read, outcome.written
    )


def _mark(known: Known, said: str | None) -> str:
    if said is None:
        return UNASKED
    if is_refusal(said):
        return REFUSED
    return RIGHT if is_right(known, said) else WRONG
