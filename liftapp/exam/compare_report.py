"""A comparison as tables and as a page with its plots."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from liftapp.exam.compare_figures import COSTS
from liftapp.exam.figures import Figure, Measure
from liftapp.exam.report import COSTS as ASKING
from liftapp.exam.report import by_class, by_view
from liftapp.exam.tables import Table, as_page, as_text

LEARNING = (*COSTS.values(), Measure.PASSES, Measure.MEMORY_BYTES)
NOTE = (
    "Exact answers; case, outer punctuation and articles do not count. In brackets the 95 % "
    "interval by bootstrap over documents and their questions, which has no width where all or "
    "none were right; within a class everything is compared on the same resampled ones. Costs are "
    "means over the documents, which are drawn again for their intervals; written questions that "
    "contestants share are told for each of them as if it had written them, and their tokens are "
    "not in the forward passes."
)


@dataclass(frozen=True)
class Comparison:
    """The figures of all contestants, and what they were compared on, as names and values."""

    about: Mapping[str, str]
    contestants: Sequence[str]
    figures: Sequence[Figure]

    def rows(self) -> list[dict[str, object]]:
        """Every figure as an object."""
        return [f.as_row() for f in self.figures]

    def tables(self) -> list[Table]:
        """By class of questions, then unrelated passages and costs."""
        classes = dict.fromkeys(f.among for f in self.figures if f.among)
        out = [by_class(among, self.figures) for among in classes]
        rest = [f for f in self.figures if not f.among]
        views = list(dict.fromkeys(f.view for f in rest if f.view not in self.contestants))
        for title, rows, measures in (
            ("Unrelated passages in view", views, (Measure.RIGHT,)),
            ("In-context retention, memory on over memory off", self.contestants,
             (Measure.RETENTION,)),
            ("What learning cost, a document", self.contestants, LEARNING),
            ("What asking cost, a document", views, ASKING),
        ):  # fmt: skip
            out.append(by_view(title, rows, measures, rest))
        return [table for table in out if table.rows]

    def text(self) -> str:
        """For a terminal."""
        return as_text(self.tables())

    def markdown(self, plots: Sequence[str]) -> str:
        """The report as a page; `plots` are files beside it."""
        return as_page("Comparison", self.about, NOTE, plots, self.tables())
