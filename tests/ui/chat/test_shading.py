"""Shading can be read in any palette, and is never colour alone."""

import pytest
from PySide6.QtGui import QColor, QPalette

from liftapp.ui.chat.shading import READABLE, VISIBLE, Shades, contrast, underline

ROLE = QPalette.ColorRole
PALETTES = {
    "light": ("#ffffff", "#000000", "#308cc6", "#ffffff"),
    "dark": ("#242424", "#ffffff", "#308cc6", "#ffffff"),
    "light with a dark highlight": ("#ffffff", "#202020", "#0a246a", "#ffffff"),
    "dark with a bright highlight": ("#1e1e1e", "#dddddd", "#f0c000", "#000000"),
    "no highlight of its own": ("#ffffff", "#000000", "#ffffff", "#000000"),
}
SHARES = [i / 20 for i in range(21)]


@pytest.fixture(params=PALETTES)
def shades(request: pytest.FixtureRequest) -> Shades:
    palette = QPalette()
    roles = (ROLE.Base, ROLE.Text, ROLE.Highlight, ROLE.HighlightedText)
    for role, colour in zip(roles, PALETTES[request.param], strict=True):
        palette.setColor(role, QColor(colour))
    return Shades(palette)


@pytest.mark.parametrize("share", SHARES)
def test_text_is_readable_on_every_shade(shades: Shades, share: float) -> None:
    assert contrast(shades.text, shades.behind(share)) >= READABLE
    assert contrast(shades.on_cell(share), shades.cell(share)) >= READABLE


@pytest.mark.parametrize("share", SHARES)
def test_the_line_is_seen_on_every_shade(shades: Shades, share: float) -> None:
    assert contrast(shades.line, shades.behind(share)) >= VISIBLE


def test_more_memory_is_a_stronger_shade_and_a_thicker_line() -> None:
    shades = Shades(QPalette(QColor("white")))
    strength = [contrast(shades.base, shades.behind(s)) for s in SHARES]
    assert strength == sorted(strength)
    lines = [underline(s, 16) for s in SHARES]
    assert lines == sorted(lines)
    assert lines[0] == 0 < lines[2] < lines[-1] <= 16 / 5
