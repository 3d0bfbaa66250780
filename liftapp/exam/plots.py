"""Plots of comparisons and speed, readable without colour: shapes and names say which is which."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from liftapp.errors import UsageError
from liftapp.exam.compare import REMEMBERING
from liftapp.exam.compare_figures import view_name
from liftapp.exam.figures import Figure, Measure

if TYPE_CHECKING:
    from matplotlib.axes import Axes

    from liftapp.exam.speed import Answered

AMONG = "all, out of the window"
"""Whose R is drawn."""
_MARKERS = dict(zip(REMEMBERING, "os", strict=True))
_DPI = 150


def draw(figures: Sequence[Figure], contestants: Sequence[str], folder: Path) -> list[str]:
    """Write the plots into a folder; returns the names of the files.

    Raises:
        UsageError: matplotlib is not installed.
    """
    found = _Figures(figures)
    plots: dict[str, Callable[[Axes, _Figures, Sequence[str]], None]] = {
        "recovered.png": _recovered,
        "recovered-by-work.png": _by_work,
        "retention-by-recovered.png": _retention,
    }
    for name, plot in plots.items():
        _save(folder / name, 0.6 * len(contestants) + 2.5, plot, found, contestants)
    return list(plots)


def draw_speed(answered: Sequence[Answered], folder: Path) -> list[str]:
    """Seconds to the first token over tokens of the document (the paper's figure 4), as `draw`."""
    _save(folder / "first-token.png", 4.5, _first_token, answered)
    return ["first-token.png"]


def draw_right(figures: Sequence[Figure], folder: Path) -> list[str]:
    """Right answers in every view, out of the window and in it, where any is, as `draw`."""
    right = [f for f in figures if f.measure is Measure.RIGHT and f.among.startswith("all, ")]
    views = list(dict.fromkeys(f.view for f in right))
    if not right:
        return []
    _save(folder / "right-answers.png", 0.4 * len(views) + 2, _right, right, views)
    return ["right-answers.png"]


def _save(path: Path, height: float, plot: Callable[..., None], *shown: object) -> None:
    try:
        from matplotlib.figure import Figure as Canvas  # draws with Agg, without a display
    except ImportError as e:
        raise UsageError(
            "Plots need matplotlib, which is not here; the report has all figures. "
            "Where liftapp came with pip: pip install 'liftapp[exam]'."
        ) from e
    canvas = Canvas(figsize=(7, height), layout="constrained")
    axes = canvas.subplots()
    plot(axes, *shown)
    axes.legend(loc="best", fontsize="small")
    canvas.savefig(path, dpi=_DPI)


def _right(axes: Axes, figures: Sequence[Figure], views: Sequence[str]) -> None:
    for i, among in enumerate(dict.fromkeys(f.among for f in figures)):
        own = [f for f in figures if f.among == among]
        axes.errorbar(
            [f.value for f in own], [views.index(f.view) + 0.2 * i - 0.1 for f in own],
            xerr=_ends(own), fmt="os"[i % 2], mfc=("black", "white")[i % 2], color="black",
            capsize=3, label=among.removeprefix("all, "),
        )  # fmt: skip
    axes.set_yticks(range(len(views)), views)
    axes.invert_yaxis()
    axes.set_xlabel(str(Measure.RIGHT))


def _first_token(axes: Axes, answered: Sequence[Answered]) -> None:
    """What a memory that trains takes does not depend on the document: a line across."""
    recalled = [(a.document_tokens, a.first_token_s) for a in answered if a.document_tokens]
    in_view = [(a.tokens, a.first_token_s) for a in answered if not a.memory]
    if recalled:
        axes.plot(*zip(*recalled, strict=True), "o-", color="black", label="memory")
    else:
        axes.axhline(answered[0].first_token_s, color="black", label="memory")
    if in_view:
        axes.plot(*zip(*in_view, strict=True), "s--", mfc="white", color="black",
                  label="text in view")  # fmt: skip
    axes.set_xscale("log")
    axes.set_yscale("log")
    axes.set_xlabel("tokens of the document")
    axes.set_ylabel("seconds to the first token")


class _Figures:
    """Figures by what they are of."""

    def __init__(self, figures: Sequence[Figure]) -> None:
        self._by = {(f.measure, f.view, f.among): f for f in figures}

    def recovered(self, contestant: str, view: str) -> Figure | None:
        return self._by.get((Measure.RECOVERED, view_name(contestant, view), AMONG))

    def of(self, measure: Measure, contestant: str) -> Figure | None:
        return self._by.get((measure, contestant, ""))


def _recovered(axes: Axes, found: _Figures, contestants: Sequence[str]) -> None:
    """R of each contestant with its interval."""
    for shift, view in zip((-0.12, 0.12), REMEMBERING, strict=True):
        known = [(i, f) for i, c in enumerate(contestants) if (f := found.recovered(c, view))]
        axes.errorbar(
            [f.value for _, f in known], [i + shift for i, _ in known],
            xerr=_ends([f for _, f in known]), fmt=_MARKERS[view], mfc=_fill(view), color="black",
            capsize=3, label=view,
        )  # fmt: skip
    axes.set_yticks(range(len(contestants)), contestants)
    axes.invert_yaxis()
    axes.axvline(0, color="gray", linewidth=0.8)
    axes.axvline(1, color="gray", linewidth=0.8, linestyle="--", label="full context")
    axes.set_xlabel("R: share of the gap from closed book to full context")


def _by_work(axes: Axes, found: _Figures, contestants: Sequence[str]) -> None:
    """R against the forward passes that training equals."""
    _named_points(axes, found, contestants, Measure.PASSES)
    axes.set_xlabel(str(Measure.PASSES))
    axes.set_xscale("log")


def _retention(axes: Axes, found: _Figures, contestants: Sequence[str]) -> None:
    """R against what is left of answering about other texts: up and to the right is better."""
    _named_points(axes, found, contestants, Measure.RETENTION)
    axes.set_xlabel(str(Measure.RETENTION))
    axes.axvline(1, color="gray", linewidth=0.8, linestyle="--", label="base model")


def _named_points(axes: Axes, found: _Figures, contestants: Sequence[str], across: Measure) -> None:
    for view in REMEMBERING:
        known = [
            (x, y, c)
            for c in contestants
            if (x := found.of(across, c)) and (y := found.recovered(c, view))
        ]
        axes.errorbar(
            [x.value for x, _, _ in known], [y.value for _, y, _ in known],
            yerr=_ends([y for _, y, _ in known]), fmt=_MARKERS[view], mfc=_fill(view),
            color="black", capsize=3, label=view,
        )  # fmt: skip
        for x, y, name in known if view == REMEMBERING[-1] else ():
            axes.annotate(name, (x.value, y.value), xytext=(6, 4), textcoords="offset points",
                          fontsize="x-small")  # fmt: skip
    axes.set_ylabel("R")


def _fill(view: str) -> str:
    return "black" if view == REMEMBERING[0] else "white"


def _ends(figures: Sequence[Figure]) -> list[list[float]]:
    """Lengths of the intervals below and above; 0 where there is none."""
    below = [f.value - f.low if f.low is not None else 0.0 for f in figures]
    above = [f.high - f.value if f.high is not None else 0.0 for f in figures]
    return [below, above]
