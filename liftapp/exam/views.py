"""The views in which the same question is asked: what is in the window, memory on or off."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from liftapp.exam.known import Known, Span
from liftapp.exam.subject import Subject
from liftapp.lift.segments import truncate

Search = Callable[[str, int], Sequence[Span]]
"""The document's passages that fit a question, best first, at most so many: the library's BM25."""
Context = Callable[[Known], list[int]]

CLOSED, FULL = "closed book", "full context"
"""The two ends that R is measured between."""
BESIDE = "\n\n"
"""Stands between passages that are put into the window together."""


@dataclass(frozen=True)
class View:
    """One way to ask. `needs_answer`: only where the document answers is there such a view."""

    name: str
    remembers: bool
    context: Context
    needs_answer: bool = False


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

    return [
        View(CLOSED, False, nothing),
        View("window only", False, truncated),
        View("RAG", False, found),
        View(FULL, False, full, needs_answer=True),
        View("memory only", True, nothing),
        View("memory + window", True, truncated),
        View("memory + RAG", True, found),
        View("memory + full context", True, full, needs_answer=True),
    ]


def passages_around(subject: Subject, known: Known) -> list[int]:
    """What answers and up to 300 characters to either side, from line to line, as far as fits."""
    tokens: list[int] = []
    for radius in (300, 150, 75, 0):
        lines = [_whole_lines(subject.text, start - radius, end + radius)
                 for start, end in known.spans]  # fmt: skip
        tokens = subject.prompter.encode(_beside(subject.text, lines))
        if len(tokens) <= subject.budget:
            return tokens
    return tokens[: subject.budget]


def retrieved(subject: Subject, search: Search, question: str) -> list[int]:
    """RAG: the best passages for a question that fit the window whole, in the document's order.

    The best one is cut where it alone does not fit; nothing found is an empty window.
    """
    chosen: list[Span] = []
    tokens: list[int] = []
    # Every passage has at least a token, so no window holds more of them than this.
    for span in search(question, subject.budget):
        longer = subject.prompter.encode(_beside(subject.text, [*chosen, span]))
        if len(longer) <= subject.budget:
            chosen, tokens = [*chosen, span], longer
        elif not chosen:
            return longer[: subject.budget]
        if subject.budget - len(tokens) < subject.budget // 20:
            break  # what is left holds no passage worth looking for
    return tokens


def _whole_lines(text: str, start: int, end: int) -> Span:
    first = text.rfind("\n", 0, max(0, start)) + 1
    last = text.find("\n", min(len(text), end))
    return first, last if last >= 0 else len(text)


def _beside(text: str, spans: Sequence[Span]) -> str:
    """The stretches in the text's order, those that overlap as one."""
    merged: list[Span] = []
    for start, end in sorted(spans):
        if merged and start <= merged[-1][1]:
            merged[-1] = merged[-1][0], max(end, merged[-1][1])
        else:
            merged.append((start, end))
    return BESIDE.join(text[start:end] for start, end in merged)
