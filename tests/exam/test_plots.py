import sys
from pathlib import Path

import pytest
from PIL import Image

from liftapp.errors import UsageError
from liftapp.exam.compare_figures import compared
from liftapp.exam.plots import draw
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


def test_without_matplotlib_the_way_to_it_is_told(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(sys.modules, "matplotlib.figure", None)
    with pytest.raises(UsageError, match=r"liftapp\[exam\]"):
        draw(FIGURES, ["a/x"], tmp_path)
