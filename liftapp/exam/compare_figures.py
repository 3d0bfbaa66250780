"""What the sittings of a comparison come to: figures for every contestant, view and class."""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence

import numpy as np

from liftapp.exam.compare import BARE, REFUSED, RIGHT, UNASKED, UNRELATED, Sitting
from liftapp.exam.compare_intervals import Draws, Numbers, ratio, share
from liftapp.exam.cost import KEPT, passes
from liftapp.exam.figures import Figure, Measure, figure
from liftapp.exam.intervals import Interval
from liftapp.exam.intervals import share as mean
from liftapp.exam.known import Place
from liftapp.exam.views import CLOSED, FULL

Marks = list[list[str]]
"""By document, one mark for each question."""


def whole_documents(sittings: Iterable[Sitting], contestants: Sequence[str]) -> list[Sitting]:
    """The sittings about those documents that everyone has sat, in order."""
    wanted = {BARE, *contestants}
    found = {(s.document, s.contestant): s for s in sittings if s.contestant in wanted}
    documents = sorted({document for document, _ in found})
    whole = [d for d in documents if all((d, c) in found for c in wanted)]
    return [found[d, c] for d in whole for c in (BARE, *contestants)]


def compared(sittings: Sequence[Sitting], seed: int) -> list[Figure]:
    """Figures of whole documents (at least one); a view is named after its contestant.

    All views of a class are compared on the same resampled documents and questions.
    """
    bare = [s for s in sittings if s.contestant == BARE]
    views = dict(_views(sittings))
    figures = list[Figure]()
    for name, place in _classes(bare):
        indices = [_indices(s, name) for s in bare]
        own = {view: _chosen(marks, indices) for view, marks in views.items()}
        figures += _of_class(name, place, own, seed)
    figures += _unrelated(sittings, seed)
    figures += _costs(sittings, seed)
    return figures


def view_name(contestant: str, view: str) -> str:
    """How a view is called in figures."""
    return view if contestant == BARE else f"{contestant}, {view}"


def _views(sittings: Sequence[Sitting]) -> Iterator[tuple[str, Marks]]:
    """Views that every document has, with their marks."""
    for contestant in dict.fromkeys(s.contestant for s in sittings):
        own = [s for s in sittings if s.contestant == contestant]
        for view in own[0].views:
            if view != UNRELATED and all(view in s.views for s in own):
                yield view_name(contestant, view), [list(s.views[view].marks) for s in own]


def _classes(bare: Sequence[Sitting]) -> list[tuple[str, Place]]:
    found = {a.name: a.place for s in bare for a in s.classes}
    order = list(Place)
    return sorted(found.items(), key=lambda item: (order.index(item[1]), item[0]))


def _indices(sitting: Sitting, name: str) -> tuple[int, ...]:
    return next((a.indices for a in sitting.classes if a.name == name), ())


def _chosen(marks: Marks, indices: Sequence[Sequence[int]]) -> Marks:
    """Of the documents that have questions of a class, the marks of those."""
    return [[own[i] for i in wanted] for own, wanted in zip(marks, indices, strict=True) if wanted]


def _numbers(marks: Marks, counts: Callable[[str], bool]) -> Numbers:
    return np.array([float(counts(m)) for own in marks for m in own])


def _of_class(name: str, place: Place, views: Mapping[str, Marks], seed: int) -> Iterator[Figure]:
    """Right answers and R, or refusals; a view in which the class is not asked has none."""
    views = {v: marks for v, marks in views.items() if not any(UNASKED in own for own in marks)}
    sizes = [len(own) for own in next(iter(views.values()))]
    draws, count = Draws(sizes, seed), sum(sizes)

    def shares(measure: Measure, mark: str) -> Iterator[Figure]:
        for view, marks in views.items():
            found = share(_numbers(marks, mark.__eq__), draws)
            yield figure(measure, found, view, name, count)

    if place is Place.ABSENT:
        yield from shares(Measure.REFUSED, REFUSED)
        return
    yield from shares(Measure.RIGHT, RIGHT)
    if place is Place.OUTSIDE:
        right = {view: _numbers(marks, RIGHT.__eq__) for view, marks in views.items()}
        for view, values in right.items():
            if view not in (CLOSED, FULL):
                found = ratio(values - right[CLOSED], right[FULL] - right[CLOSED], draws)
                if found is not None:
                    yield figure(Measure.RECOVERED, found, view, name, count)
    if name.startswith("all,"):
        yield from shares(Measure.FALSELY_REFUSED, REFUSED)


def _unrelated(sittings: Sequence[Sitting], seed: int) -> Iterator[Figure]:
    """Right answers about other texts, memory on over off."""
    by = {c: [list(s.views[UNRELATED].marks) for s in sittings if s.contestant == c]
          for c in dict.fromkeys(s.contestant for s in sittings)}  # fmt: skip
    draws = Draws([len(own) for own in by[BARE]], seed)
    off = _numbers(by[BARE], RIGHT.__eq__)
    yield figure(Measure.RIGHT, share(off, draws), view_name(BARE, UNRELATED), count=len(off))
    for contestant, marks in by.items():
        if contestant == BARE:
            continue
        on, view = _numbers(marks, RIGHT.__eq__), view_name(contestant, UNRELATED)
        yield figure(Measure.RIGHT, share(on, draws), view, count=len(on))
        kept = ratio(on, off, draws)
        if kept is not None:
            yield figure(Measure.RETENTION, kept, contestant, count=len(on))


def _costs(sittings: Sequence[Sitting], seed: int) -> Iterator[Figure]:
    """What learning and asking cost on average over the documents."""

    def average(measure: Measure, values: Sequence[float], view: str) -> Figure:
        alone = len(values) == 1
        found = Interval(values[0], None, None) if alone else mean(values, seed)
        return figure(measure, found, view)

    for contestant in dict.fromkeys(s.contestant for s in sittings):
        own = [s for s in sittings if s.contestant == contestant]
        for view in own[0].views:
            asked = [s.views[view] for s in own if view in s.views]
            for measure, values in (
                (Measure.SECONDS, [a.seconds for a in asked]),
                (Measure.FIRST_SECONDS, [a.first_token_s for a in asked]),
                (Measure.TOKENS_READ, [a.read for a in asked]),
                (Measure.TOKENS_WRITTEN, [a.written for a in asked]),
            ):
                yield average(measure, values, view_name(contestant, view))
        if contestant != BARE:
            for measure, costs in _learning(own):
                yield average(measure, costs, contestant)


def _learning(own: Sequence[Sitting]) -> Iterator[tuple[Measure, Sequence[float]]]:
    """Of one contestant: a value for each document that tells it."""
    for name, measure in COSTS.items():
        if values := [s.cost[name] for s in own if name in s.cost]:
            yield measure, values
    yield Measure.PASSES, [passes(s.cost, s.tokens) for s in own]
    yield Measure.MEMORY_BYTES, [s.cost["memory_bytes"] / s.tokens for s in own]


COSTS: Mapping[str, Measure] = {**KEPT, "peak_bytes": Measure.PEAK_BYTES}
"""Costs of learning, by their names in a sitting."""
