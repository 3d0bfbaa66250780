"""The views in which the same question is asked: what is in the window, memory on or off."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from liftapp.exam.known import Known, Span
from liftapp.exam.subject import Subject
from liftapp.lift.retrieval import beside, retrieve, room_for_passages
from liftapp.lift.segments import truncate

Search = Callable[[str, int], Sequence[Span]]
"""The document's passages that fit a question, best first, at most so many: the library's BM25."""
Context = Callable[[Known], list[int]]

CLOSED, FULL = "closed book", "full context"
"""The two ends that R is measured between."""
HYBRID = "memory + RAG"


class Votes(NamedTuple):
    """What else is in view where three views vote: beside the memory, and without it."""

    window: Context
    passages: Context


@dataclass(frozen=True)
class View:
    """One way to ask. `needs_passage`: there is none where nothing in the document is shown.

    `votes`: three views vote, as `Mode.HYBRID` does.
    """

    name: str
    remembers: bool
    context: Context
    needs_passage: bool = False
    votes: Votes | None = None


def views(subject: Subject, search: Search) -> list[View]:
    """Every view of today; the window's room is the same in all of them."""
    whole = subject.prompter.encode(subject.text)
    window = truncate(whole, subject.budget, subject.prompter.mixin)

    def nothing(_: Known) -> list[int]:
        return []

    def truncated(_: Known) -> list[int]:
        return window

    def full(known: Known) -> list[int]:
        return passages_around(subject, known)

    def found(known: Known) -> list[int]:
        return retrieved(subject, search, known.question)

    def found_beside(known: Known) -> list[int]:
        return retrieved(subject, search, known.question, remembers=True)

    votes = Votes(truncated, found) if subject.memory.recalls else None
    return [
        View(CLOSED, False, nothing),
        View("window only", False, truncated),
        View("RAG", False, found),
        View(FULL, False, full, needs_passage=True),
        View("memory only", True, nothing),
        View("memory + window", True, truncated),
        View(HYBRID, True, found_beside, votes=votes),
        View("memory + full context", True, full, needs_passage=True),
    ]


def passages_around(subject: Subject, known: Known) -> list[int]:
    """What answers, or comes closest, and up to 300 characters to either side, from line to line,
    as far as fits.
    """
    tokens: list[int] = []
    for radius in (300, 150, 75, 0):
        lines = [_whole_lines(subject.text, start - radius, end + radius)
                 for start, end in known.shown]  # fmt: skip
        tokens = subject.prompter.encode(beside(subject.text, lines))
        if len(tokens) <= subject.budget:
            return tokens
    return tokens[: subject.budget]


def retrieved(
    subject: Subject, search: Search, question: str, *, remembers: bool = False
) -> list[int]:
    """RAG: the best passages for a question that fit the window, in the document's order.

    `remembers`: those that stand beside the memory.
    """
    budget = room_for_passages(subject.budget, remembers and subject.memory.recalls)
    return retrieve(question, subject.text, search, subject.prompter.encode, budget)


def _whole_lines(text: str, start: int, end: int) -> Span:
    first = text.rfind("\n", 0, max(0, start)) + 1
    last = text.find("\n", min(len(text), end))
    return first, last if last >= 0 else len(text)
