"""What the answers to a benchmark come to: shares by view, metric and class of questions."""

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from liftapp.exam.intervals import Interval, share
from liftapp.exam.scores import Metric
from liftapp.exam.tables import Table, as_page, as_text

NOTE = (
    "In brackets the 95 % interval by bootstrap over the questions. In and out of the window: "
    "where what answers lies, of the questions whose evidence was found in the document."
)
Row = Mapping[str, object]


@dataclass(frozen=True)
class Results:
    """Rows of answers, each with `task`, `kind`, `place`, `view` and `scores` (metric: share)."""

    views: Sequence[str]
    answers: Sequence[Row]
    seed: int = 0

    def tables(self) -> list[Table]:
        """A table of views by metrics for each class of questions."""
        tables = []
        for name, rows in self._classes().items():
            metrics = [m for m in Metric if any(m in _scores(row) for row in rows)]
            lines = []
            for view in self.views:
                cells = [_cell(self._share(rows, view, metric)) for metric in metrics]
                if any(cells):
                    lines.append((view, *cells))
            count = len({(row["document"], row["question"]) for row in rows})
            title = f"{name}: {count} question{'' if count == 1 else 's'}"
            tables.append(Table(title, ("view", *metrics), tuple(lines)))
        return tables

    def rows(self) -> list[dict[str, object]]:
        """Every figure as an object, as the exam's."""
        return list(self._figures())

    def text(self) -> str:
        """For a terminal."""
        return as_text(self.tables())

    def page(self, title: str, about: Mapping[str, str]) -> str:
        """The report as a page."""
        return as_page(title, about, NOTE, [], self.tables())

    def _figures(self) -> Iterator[dict[str, object]]:
        for name, rows in self._classes().items():
            for view in self.views:
                for metric in Metric:
                    found = self._share(rows, view, metric)
                    if found is not None:
                        interval, count = found
                        yield {
                            "measure": metric, "value": interval.value, "view": view,
                            "among": name, "count": count,
                            "low": interval.low, "high": interval.high,
                        }  # fmt: skip

    def _classes(self) -> dict[str, list[Row]]:
        """Each task, its kinds, and its places."""
        found = defaultdict[str, list[Row]](list)
        for row in self.answers:
            found[str(row["task"])].append(row)
            for part in ("kind", "place"):
                if row[part]:
                    found[f"{row['task']}, {row[part]}"].append(row)
        return dict(sorted(found.items()))

    def _share(self, rows: Sequence[Row], view: str, metric: Metric) -> tuple[Interval, int] | None:
        scores = [_scores(row) for row in rows if row["view"] == view]
        values = [s[metric] for s in scores if metric in s]
        return (share(values, self.seed), len(values)) if values else None


def _scores(row: Row) -> Mapping[str, float]:
    scores = row["scores"]
    return scores if isinstance(scores, Mapping) else {}


def _cell(found: tuple[Interval, int] | None) -> str:
    if found is None:
        return ""
    interval, _ = found
    return f"{interval.value:.1%} [{interval.low:.1%}, {interval.high:.1%}]"
