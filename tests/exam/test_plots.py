import sys
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest
from matplotlib.container import ErrorbarContainer
from matplotlib.figure import Figure as Canvas
from PIL import Image

from liftapp.errors import UsageError
from liftapp.exam import plots
from liftapp.exam.compare_figures import compared
from liftapp.exam.figures import Figure, Measure
from liftapp.exam.plots import draw, draw_right, draw_speed
from liftapp.exam.speed import Answered
from tests.exam.sittings import document

FIGURES = compared([*document(1), *document(2)], seed=0)


def test_plots_are_written_and_not_blank(tmp_path: Path) -> None:
    names = draw(FIGURES, ["a/x", "b/x"], tmp_path)
    assert sorted(names) == sorted(p.name for p in tmp_path.iterdir())
    for name in names:
        with Image.open(tmp_path / name) as image:
            shades = image.convert("L").histogram()
            assert min(image.size) > 300
            assert sum(shades[:50]) > 500  # black on white
            assert shades[255] > sum(shades) / 2


def test_they_differ_when_the_figures_do(tmp_path: Path) -> None:
    other = compared([*document(1, both="wwwwwww"), *document(2, both="wwwwwww")], seed=0)
    pictures = []
    for number, figures in enumerate((FIGURES, FIGURES, other)):
        (tmp_path / str(number)).mkdir()
        draw(figures, ["a/x", "b/x"], tmp_path / str(number))
        with Image.open(tmp_path / str(number) / "recovered.png") as image:
            pictures.append(image.tobytes())
    assert pictures[0] == pictures[1]
    assert pictures[0] != pictures[2]


def test_right_answers_are_drawn_by_view_and_place(tmp_path: Path) -> None:
    shares = {"closed book": (0.1, 0.2), "RAG": (0.5, 0.6)}
    found = [
        Figure(Measure.RIGHT, shares[view][i], view, f"all, {place}", 9, 0.0, 0.7)
        for i, place in enumerate(("out of the window", "in the window")) for view in shares
    ]  # fmt: skip
    axes = Canvas().subplots()
    plots._right(axes, found, list(shares))
    drawn = {
        c.get_label(): np.asarray(c.lines[0].get_xdata()).tolist()
        for c in axes.containers if isinstance(c, ErrorbarContainer)
    }  # fmt: skip
    assert drawn == {"out of the window": [0.1, 0.5], "in the window": [0.2, 0.6]}
    assert [t.get_text() for t in axes.get_yticklabels()] == list(shares)
    assert draw_right([*found, *FIGURES], tmp_path) == [p.name for p in tmp_path.iterdir()]
    assert draw_right([replace(f, among="fact, in the window") for f in found], tmp_path) == []


@pytest.mark.parametrize(
    ("recalled", "memory"), [(1, ([2000, 4000], [0.5, 0.7])), (0, ([0, 1], [0.5, 0.5]))]
)
def test_seconds_to_the_first_token_are_drawn(
    recalled: int, memory: tuple[list[float], list[float]]
) -> None:
    answered = [
        Answered(True, 64, 2000 * recalled, 0.5, 1.0, 0),
        Answered(True, 64, 4000 * recalled, 0.7, 1.0, 0),
        Answered(False, 2000, 0, 2.0, 1.0, 0), Answered(False, 4000, 0, 9.0, 1.0, 0),
    ]  # fmt: skip
    axes = Canvas().subplots()
    plots._first_token(axes, answered)
    assert (axes.get_xscale(), axes.get_yscale()) == ("log", "log")
    lines = {
        line.get_label(): (np.asarray(line.get_xdata()).tolist(),
                           np.asarray(line.get_ydata()).tolist())
        for line in axes.lines
    }  # fmt: skip
    assert lines == {"memory": memory, "text in view": ([2000, 4000], [2.0, 9.0])}


def test_a_memory_is_drawn_without_any_text_in_view(tmp_path: Path) -> None:
    for size in (0, 300):
        (name,) = draw_speed([Answered(True, 64, size, 0.5, 1.0, 0)], tmp_path)
        with Image.open(tmp_path / name) as image:
            assert sum(image.convert("L").histogram()[:50]) > 500


def test_without_matplotlib_the_way_to_it_is_told(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(sys.modules, "matplotlib.figure", None)
    with pytest.raises(UsageError, match=r"liftapp\[exam\]"):
        draw(FIGURES, ["a/x"], tmp_path)
    with pytest.raises(UsageError, match=r"liftapp\[exam\]"):
        draw_speed([Answered(True, 64, 0, 0.5, 1.0, 0)], tmp_path)
