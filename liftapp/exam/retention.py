"""What a memory costs the base model: questions about unrelated passages in the window."""

from collections.abc import Sequence

from liftapp.exam.asking import Outcome, ask, is_right
from liftapp.exam.figures import Figure, Measure, figure
from liftapp.exam.intervals import ratio, share
from liftapp.exam.known import Known
from liftapp.exam.subject import Subject
from liftapp.exam.views import View
from liftapp.lift.plans import Foreign

ANSWERABLE, UNANSWERABLE = 3, 2
"""Questions about each passage, at most."""


def retention(subject: Subject, foreign: Sequence[Foreign], seed: int) -> list[Figure]:
    """The same questions with the memory off and on; nothing where there is no passage."""
    known, texts = unrelated(subject, foreign)
    if not known:
        return []

    def passage(k: Known) -> list[int]:
        return texts[k.group]

    off, on = (
        ask(subject, View(f"unrelated passage, memory {name}", remembers, passage), known)
        for name, remembers in (("off", False), ("on", True))
    )
    told = [i for i, k in enumerate(known) if k.answerable]
    untold = [i for i, k in enumerate(known) if not k.answerable]
    figures = []
    for measure, asked in ((Measure.RIGHT, told), (Measure.REFUSED, untold)):
        for outcome in (off, on) if asked else ():
            found = share(_right(known, outcome, asked), seed)
            figures.append(figure(measure, found, outcome.view, count=len(asked)))
    kept = ratio(_right(known, on, told), _right(known, off, told), seed) if told else None
    if kept is not None:
        figures.append(figure(Measure.RETENTION, kept, on.view, count=len(told)))
    return figures


def unrelated(
    subject: Subject, foreign: Sequence[Foreign]
) -> tuple[list[Known], dict[str, list[int]]]:
    """Questions whose group names their passage, and the passages' tokens."""
    known, texts = list[Known](), dict[str, list[int]]()
    for i, f in enumerate(foreign):
        texts[str(i)] = subject.prompter.encode(f.text)[: subject.budget]
        everything = ((0, len(f.text)),)
        known += [Known(q, a, everything, str(i)) for q, a in f.answerable[:ANSWERABLE]]
        known += [Known(q, a, (), str(i)) for q, a in f.unanswerable[:UNANSWERABLE]]
    return known, texts


def _right(known: Sequence[Known], outcome: Outcome, asked: Sequence[int]) -> list[bool]:
    return [is_right(known[i], outcome.said[i] or "") for i in asked]
