"""Questions whose answers are known, and the classes they are reported in."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from random import Random

Span = tuple[int, int]
"""[start, end) in characters of the document's text."""

UNTELLING = frozenset({"a", "an", "the", "yes", "no"})
"""Words that may begin an answer with a capital without being a name."""


class Place(StrEnum):
    """Where what answers a question lies, seen from the truncated context."""

    OUTSIDE = "out of the window"
    INSIDE = "in the window"
    PARTLY = "partly in the window"
    ABSENT = "not in the document"


@dataclass(frozen=True)
class Known:
    """A question with its true answer and the stretches of the text that answer it together.

    No stretch: the document does not say; `near` are then those that come closest to saying it.
    `group` is any name to report it under.
    """

    question: str
    answer: str
    spans: tuple[Span, ...]
    group: str
    near: tuple[Span, ...] = ()

    @property
    def answerable(self) -> bool:
        return bool(self.spans)

    @property
    def shown(self) -> tuple[Span, ...]:
        """What the full context is about: what answers, else what comes closest."""
        return self.spans or self.near

    @property
    def exact(self) -> bool:
        """Whether the answer holds a number or a name: an exact string, the first to be lost."""
        words = [w.lstrip("\"'([") for w in self.answer.split()]
        names = [w for w in words if w[:1].isupper() and w.strip(".,;").lower() not in UNTELLING]
        return bool(names) or any(c.isdigit() for c in self.answer)

    def place(self, head: int, tail: int) -> Place:
        """Its place when the text up to `head` and from `tail` on is in the window."""
        if not self.spans:
            return Place.ABSENT
        if all(end <= head or start >= tail for start, end in self.spans):
            return Place.INSIDE
        if all(start >= head and end <= tail for start, end in self.spans):
            return Place.OUTSIDE
        return Place.PARTLY


@dataclass(frozen=True)
class Among:
    """A class of questions: its name, their place and their indices."""

    name: str
    place: Place
    indices: tuple[int, ...]


def known_from(row: Mapping[str, object], text: str, group: str) -> Known | None:
    """What a row of a file of questions says: `question`, `answer`, and stretches of the text.

    `evidence` (one, or a list of those that answer together) and `near`; None where the evidence
    does not stand in the text.
    """
    spans = _found(row, "evidence", text)
    if not all(spans):
        return None
    near = tuple(span for span in _found(row, "near", text) if span)
    answering = tuple(span for span in spans if span)
    return Known(str(row["question"]), str(row["answer"]), answering, group, near)


def _found(row: Mapping[str, object], name: str, text: str) -> list[Span | None]:
    given = row.get(name) or []
    stretches = given if isinstance(given, list) else [given]
    places = ((text.find(s) if isinstance(s, str) else -1, str(s)) for s in stretches)
    return [(start, start + len(s)) if start >= 0 else None for start, s in places]


def classes(known: Sequence[Known], head: int, tail: int) -> list[Among]:
    """Every group by place; where there is something to tell apart, exact strings and all.

    `head` and `tail` as in `Known.place`.
    """
    found: dict[tuple[str, Place], list[int]] = defaultdict(list)
    for i, k in enumerate(known):
        place = k.place(head, tail)
        found[k.group, place].append(i)
        if place in (Place.OUTSIDE, Place.INSIDE):
            found["all", place].append(i)
            found["exact strings" if k.exact else "other answers", place].append(i)
    order = list(Place)
    named = sorted(found.items(), key=lambda item: (order.index(item[0][1]), item[0][0]))
    return [Among(f"{group}, {place}", place, tuple(i)) for (group, place), i in named]


def sample_known(
    known: Sequence[Known], most: int, head: int = 0, tail: int = 0, seed: int = 0
) -> list[Known]:
    """At most `most` questions of every group at every place, always the same ones."""
    kept: dict[tuple[str, Place], list[Known]] = defaultdict(list)
    for k in known:
        kept[k.group, k.place(head, tail)].append(k)
    rng = Random(f"exam {seed}")
    return [k for group in kept.values() for k in rng.sample(group, min(most, len(group)))]
