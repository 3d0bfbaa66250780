"""Sittings written by hand."""

from collections.abc import Mapping

from liftapp.exam.compare import BARE, UNRELATED, Answered, Sitting
from liftapp.exam.known import Among, Place

OUTSIDE, INSIDE, ABSENT = "all, out of the window", "all, in the window", "x, not in the document"
CLASSES = (
    Among(OUTSIDE, Place.OUTSIDE, (0, 1, 2, 3)),
    Among(INSIDE, Place.INSIDE, (4,)),
    Among(ABSENT, Place.ABSENT, (5, 6)),
)
COST = {"trained_tokens": 1000.0, "train_seconds": 7.0, "memory_bytes": 4000.0, "peak_bytes": 5e8}


def answered(marks: str) -> Answered:
    return Answered(tuple(m if m != "-" else None for m in marks), marks, 2.0, 0.5, 100, 10)


def sitting(document: int, contestant: str, views: Mapping[str, str], unrelated: str) -> Sitting:
    marks = {**views, UNRELATED: unrelated}
    cost = {} if contestant == BARE else COST
    each = {view: answered(m) for view, m in marks.items()}
    return Sitting(document, contestant, "A title", 100, CLASSES, each, cost)


def document(number: int, both: str = "rrwnrnw") -> list[Sitting]:
    """Nobody's and two contestants' sittings."""
    bare = {"closed book": "wwwwwnw", "window only": "wwwwrnn", "full context": "rrrrr--"}
    return [
        sitting(number, BARE, bare, "rrrr"),
        sitting(number, "a/x", {"memory only": "rrwwwww", "memory + window": both}, "rrrw"),
        sitting(number, "b/x", {"memory only": "wwwwwww", "memory + window": "wwwwrnn"}, "rrww"),
    ]
