"""The icons drawn from the SVG are still those of the SVG."""

import os
import runpy
from pathlib import Path

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")  # before PySide6 is imported

import pytest
from PIL import Image, ImageChops, ImageStat

from liftapp.paths import resources
from liftapp.workflows.launcher import PNG_SIZES
from tests.cli.running import ROOT

ICONS = resources() / "icons"
SCRIPT = runpy.run_path(str(ROOT / "packaging" / "icons.py"))
CLOSE = 2.0  # of 255, on average: Qt versions smooth edges a little differently


@pytest.mark.usefixtures("qapp")
@pytest.mark.parametrize("size", PNG_SIZES)
def test_a_drawn_icon_looks_like_the_svg(size: int, tmp_path: Path) -> None:
    SCRIPT["draw"](ICONS / "liftapp.svg", size).save(str(tmp_path / "now.png"))
    with (
        Image.open(tmp_path / "now.png") as now,
        Image.open(ICONS / "png" / f"liftapp-{size}.png") as shipped,
    ):
        assert shipped.size == (size, size)
        difference = ImageChops.difference(now.convert("RGBA"), shipped.convert("RGBA"))
    assert max(ImageStat.Stat(difference).mean) < CLOSE


def test_the_launcher_installs_every_size_that_is_drawn() -> None:
    assert SCRIPT["SIZES"] == PNG_SIZES
    assert len(list((ICONS / "png").iterdir())) == len(PNG_SIZES)


@pytest.mark.parametrize(("name", "widths"), [("ico", {16, 32, 256}), ("icns", {32, 128, 512})])
def test_windows_and_macos_get_one_file_of_all_sizes(name: str, widths: set[int]) -> None:
    with Image.open(ICONS / f"liftapp.{name}") as image:
        assert widths <= {size[0] for size in image.info["sizes"]}
