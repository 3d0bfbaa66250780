"""The exam's figures as tables, as JSON lines, and as a report in a folder."""

import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from liftapp.exam.asking import is_right
from liftapp.exam.figures import Figure, Measure
from liftapp.exam.recall import Results
from liftapp.exam.tables import Table, as_page, as_text

COSTS = (Measure.SECONDS, Measure.FIRST_SECONDS, Measure.TOKENS_READ, Measure.TOKENS_WRITTEN)
NOTE = (
    "Exact answers; case, outer punctuation and articles do not count. In brackets the 95 % "
    "interval by bootstrap over the questions, which has no width where all or none were right; "
    "R compares the same resampled questions."
)


@dataclass(frozen=True)
class Report:
    """The results of one run and what it was run on, as names and values."""

    about: Mapping[str, str]
    results: Results

    def rows(self) -> list[dict[str, object]]:
        """Every figure as an object."""
        return [f.as_row() for f in self.results.figures]

    def lines(self) -> str:
        """JSON lines: what it is about, every figure, then every answer in every view."""
        rows = [{"about": dict(self.about)}, *self.rows(), *self._answers()]
        return "".join(json.dumps(row, ensure_ascii=False) + "\n" for row in rows)

    def _answers(self) -> Iterator[dict[str, object]]:
        for outcome in self.results.outcomes:
            for k, said in zip(self.results.known, outcome.said, strict=True):
                if said is not None:
                    yield {
                        "view": outcome.view, "group": k.group, "question": k.question,
                        "answer": k.answer, "said": said, "right": is_right(k, said),
                    }  # fmt: skip

    def tables(self) -> list[Table]:
        """All figures: by class of questions, refusals, costs, and single ones."""
        figures = self.results.figures
        layers = [f for f in figures if f.measure is Measure.SIMILARITY]
        classed = [f for f in figures if f.among and f.measure is not Measure.SIMILARITY]
        classes = dict.fromkeys(f.among for f in classed)
        out = [by_class(among, figures) for among in classes]
        refusals = (Measure.REFUSED, Measure.FALSELY_REFUSED)
        views = [o.view for o in self.results.outcomes]
        out.append(by_view("Refusals", views, refusals, figures))
        out.append(by_view("What asking cost", views, COSTS, figures))
        out += [_by_layer(layers)] if layers else []
        single = [f for f in figures if f.view not in views and f not in layers]
        words = tuple((_named(f), _number(f)) for f in single)
        out.append(Table("Unrelated passages, memory and learning", ("", "figure"), words))
        return [table for table in out if table.rows]

    def text(self) -> str:
        """For a terminal."""
        return as_text(self.tables())

    def markdown(self, plots: Sequence[str]) -> str:
        """The report as a page; `plots` are files beside it."""
        return as_page("Exam", self.about, NOTE, plots, self.tables())


def by_class(among: str, figures: Sequence[Figure]) -> Table:
    """One class of questions: its views by its measures."""
    own = [f for f in figures if f.among == among]
    views = list(dict.fromkeys(f.view for f in own))
    measures = tuple(dict.fromkeys(f.measure for f in own))
    return by_view(f"{among}: {_questions(own[0].count)}", views, measures, own)


def _by_layer(figures: Sequence[Figure]) -> Table:
    """Layers by views."""
    views = tuple(dict.fromkeys(f.view for f in figures))
    found = {(f.among, f.view): _number(f) for f in figures}
    rows = [(layer, *(found[layer, v] for v in views))
            for layer in dict.fromkeys(f.among for f in figures)]  # fmt: skip
    title = f"{Measure.SIMILARITY}, attention outputs: {_questions(figures[0].count)}"
    return Table(title[:1].upper() + title[1:], ("", *views), tuple(rows))


def by_view(
    title: str, views: Sequence[str], measures: Sequence[Measure], figures: Sequence[Figure]
) -> Table:
    """Views by measures; views without any of them are left out."""
    found = {(f.view, f.measure): _number(f) for f in figures}
    rows = [(v, *(found.get((v, m), "") for m in measures)) for v in views]
    return Table(title, ("view", *measures), tuple(row for row in rows if any(row[1:])))


def _named(f: Figure) -> str:
    view = f"{f.view}, " if f.view and f.measure is not Measure.RETENTION else ""
    count = f" ({_questions(f.count)})" if f.count else ""
    return f"{view}{f.measure}{count}"


def _questions(count: int) -> str:
    return f"{count} question{'' if count == 1 else 's'}"


def _number(f: Figure) -> str:
    """Shares and ratios in per cent; each figure with the interval that it has."""
    if f.measure is Measure.SIMILARITY:
        return f"{f.value:.3f} [{f.low:.3f}, {f.high:.3f}]"
    shares = (Measure.RIGHT, Measure.REFUSED, Measure.FALSELY_REFUSED, Measure.RECOVERED,
              Measure.RETENTION)  # fmt: skip
    if f.measure not in shares:
        digits = 3 if f.measure in (Measure.SECONDS, Measure.FIRST_SECONDS) else 1
        value, *ends = (
            f"{x:,.{digits}f}".removesuffix(".0") for x in (f.value, f.low, f.high) if x is not None
        )
        return f"{value} [{', '.join(ends)}]" if ends else value
    if f.low is None or f.high is None:
        return f"{f.value:.0%} [too few to tell]"
    return f"{f.value:.0%} [{f.low:.0%}, {f.high:.0%}]"
