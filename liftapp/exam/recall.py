"""The exam of one memory: all questions, all views and all costs from one run."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import partial

from liftapp.exam import cost
from liftapp.exam.asking import Outcome, ask
from liftapp.exam.figures import Figure, answered
from liftapp.exam.known import Known, classes, sample_known
from liftapp.exam.retention import retention
from liftapp.exam.subject import Subject
from liftapp.exam.views import Search, views
from liftapp.lift.plans import Foreign

Kept = Callable[[str, Callable[[], Outcome]], Outcome]
"""The outcome of a view: what is known of it, else what asking gives."""


@dataclass(frozen=True)
class Results:
    """What was asked, what was said in every view, and what it comes to."""

    known: tuple[Known, ...]
    outcomes: tuple[Outcome, ...]
    figures: tuple[Figure, ...]


def recall(
    subject: Subject,
    known: Sequence[Known],
    foreign: Sequence[Foreign],
    search: Search,
    *,
    most: int = 60,
    seed: int = 0,
    tell: Callable[[str], None] = lambda _: None,
    kept: Kept = lambda _, asked: asked(),
) -> Results:
    """Ask at most `most` questions of each class in every view; `tell` hears of each one.

    `kept` may know a view's outcome from an interrupted exam. `foreign` are unrelated passages
    that were never trained on. The seed decides which questions are chosen and the resamples of
    the intervals.
    """
    seen = subject.seen_until()
    asked = sample_known(known, most, *seen, seed)
    outcomes = []
    for view in views(subject, search):
        outcome = kept(view.name, partial(ask, subject, view, asked))
        tell(f"{view.name}: {outcome.asked} asked, {outcome.seconds:.1f} s")
        outcomes.append(outcome)
    figures = list(answered(asked, classes(asked, *seen), outcomes, seed))
    figures += retention(subject, foreign, seed)
    figures += cost.asking(outcomes)
    figures += cost.keeping(subject.memory, len(subject.prompter.encode(subject.text)))
    figures.append(cost.peak_memory())
    return Results(tuple(asked), tuple(outcomes), tuple(figures))
