"""What the settings say about looks, on real widgets."""

from collections.abc import Iterator

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QColor
from PySide6.QtWidgets import (
    QApplication,
    QCheckBox,
    QComboBox,
    QGroupBox,
    QLineEdit,
    QListWidget,
    QListWidgetItem,
    QPlainTextEdit,
    QPushButton,
    QRadioButton,
    QSpinBox,
    QVBoxLayout,
    QWidget,
)
from pytestqt.qtbot import QtBot

from liftapp.ui.look import Look
from liftapp.workflows.settings import Settings
from tests.ui.widgets import show

EDGE = 20
"""Pixels from the left within which an outline is crossed."""


@pytest.fixture(params=["light", "dark"])
def theme(qapp: QApplication, request: pytest.FixtureRequest) -> Iterator[str]:
    look = Look(qapp)
    look.apply(Settings(theme=request.param))
    yield request.param
    look.apply(Settings())


def luminance(colour: QColor) -> float:
    """As WCAG defines it."""
    shares = (colour.redF(), colour.greenF(), colour.blueF())
    linear = [c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in shares]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def contrast(one: QColor, other: QColor) -> float:
    dark, light = sorted(luminance(each) for each in (one, other))
    return (light + 0.05) / (dark + 0.05)


@pytest.mark.parametrize("focus", [False, True])
@pytest.mark.parametrize(
    "kind",
    [QRadioButton, QCheckBox, QGroupBox, QLineEdit, QComboBox, QSpinBox, QPlainTextEdit,
     QListWidget],
)  # fmt: skip
def test_what_has_an_outline_only_is_seen(
    qtbot: QtBot, qapp: QApplication, theme: str, kind: type[QWidget], focus: bool
) -> None:
    window, other, widget = QWidget(), QPushButton("x"), kind()
    layout = QVBoxLayout(window)
    layout.addWidget(other)
    layout.addWidget(widget)
    if isinstance(widget, QGroupBox):
        widget.setCheckable(True)
        widget.setChecked(False)
    show(qtbot, window)
    (widget if focus else other).setFocus()
    palette, image = qapp.palette(), widget.grab().toImage()
    assert (palette.window().color().lightnessF() < 0.5) == (theme == "dark")
    # Above the middle there is no text yet; a box or ring is crossed anywhere.
    y = 8 if isinstance(widget, QGroupBox | QPlainTextEdit) else image.height() // 2
    edge = range(min(EDGE, image.width()))
    grounds = palette.window().color(), palette.base().color()
    best = max(min(contrast(image.pixelColor(x, y), g) for g in grounds) for x in edge)
    assert best >= 3


def test_check_marks_of_a_list_are_seen(qtbot: QtBot, qapp: QApplication, theme: str) -> None:
    rows = QListWidget()
    QListWidgetItem("", rows).setCheckState(Qt.CheckState.Unchecked)
    show(qtbot, rows)
    image, line = rows.viewport().grab().toImage(), rows.visualItemRect(rows.item(0)).center().y()
    base = qapp.palette().base().color()
    assert max(contrast(image.pixelColor(x, line), base) for x in range(EDGE)) >= 3
