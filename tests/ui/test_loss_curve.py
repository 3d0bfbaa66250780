"""Losses: the curve, its table twin, and what both are drawn from."""

import pytest
from PySide6.QtCore import QEvent, QPoint, Qt
from PySide6.QtGui import QColor, QGuiApplication, QHelpEvent, QPalette
from PySide6.QtWidgets import QApplication, QToolTip
from pytestqt.qtbot import QtBot

from liftapp.events import StepDone
from liftapp.ui.loss_curve import LossCurve, ticks
from liftapp.ui.loss_table import LossTable
from liftapp.ui.losses import Losses, thinned
from tests.ui.widgets import show, step


def some(count: int = 50) -> Losses:
    losses = Losses()
    for i in range(1, count + 1):
        losses.add(step(i, held_out=2.5 if i % 25 == 0 else None))
    return losses


def test_steps_without_a_loss_are_no_points() -> None:
    losses = Losses()
    assert not losses.add(StepDone("questions", 1, 10, 0.0, 5.0))
    assert losses.points == []


def test_steps_repeated_after_a_resume_replace_those_from_before() -> None:
    losses = some(50)
    losses.add(step(31))
    assert [p.step for p in losses.points] == list(range(1, 32))
    assert [p.step for p in losses.held_out] == [25]


def test_thinning_takes_the_mean_of_neighbours() -> None:
    points = [(float(i), float(i % 2)) for i in range(1000)]
    thin = thinned(points, 100)
    assert len(thin) == 100
    assert thin[0] == (4.5, 0.5)
    assert thinned(points[:10], 100) == points[:10]


@pytest.mark.parametrize(
    ("high", "whole", "expected"),
    [(4.5, False, [0, 1, 2, 3, 4]), (300, True, [0, 100, 200, 300]), (1, True, [0, 1]),
     (3, True, [0, 1, 2, 3])],
)  # fmt: skip
def test_ticks_are_round_and_few(high: float, whole: bool, expected: list[float]) -> None:
    assert ticks(0, high, whole=whole) == expected


@pytest.mark.parametrize("value", [0.0, 1e-9, 1e9, float("nan"), float("inf")])
def test_it_draws_whatever_the_losses_are(qtbot: QtBot, value: float) -> None:
    losses = Losses()
    losses.add(StepDone("learn", 1, 1, 1.0, 1.0, value, value))
    curve = LossCurve(losses)
    qtbot.addWidget(curve)
    curve.resize(curve.sizeHint())
    assert not curve.grab().isNull()


def colours(curve: LossCurve) -> set[str]:
    image = curve.grab().toImage()
    return {
        image.pixelColor(x, y).name() for x in range(image.width()) for y in range(image.height())
    }


@pytest.mark.parametrize(("window", "ink"), [("#ffffff", "#000000"), ("#202020", "#eeeeee")])
def test_both_lines_are_drawn_in_the_colours_of_the_palette(
    qtbot: QtBot, window: str, ink: str
) -> None:
    curve = LossCurve(some())
    qtbot.addWidget(curve)
    palette = QPalette(curve.palette())
    for role, colour in (
        (QPalette.ColorRole.Window, window),
        (QPalette.ColorRole.WindowText, ink),
        (QPalette.ColorRole.Accent, "#3366ff"),
    ):
        palette.setColor(role, QColor(colour))
    curve.setPalette(palette)
    curve.resize(curve.sizeHint())
    assert {window, ink, "#3366ff"} <= colours(curve)


def test_the_legend_names_the_held_out_loss_once_there_is_one(
    qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    named = list[str]()
    losses = some(24)
    curve = LossCurve(losses)

    def tr(words: str) -> str:
        named.append(words)
        return words

    monkeypatch.setattr(curve, "tr", tr)
    show(qtbot, curve)
    curve.grab()
    assert "Training loss (nats per token)" in named
    assert "Held-out loss: questions kept back" not in named
    losses.add(step(25, held_out=2.5))
    curve.grab()
    assert "Held-out loss: questions kept back" in named


def test_screen_readers_hear_the_last_losses(qtbot: QtBot) -> None:
    losses = some(50)
    curve = LossCurve(losses)
    qtbot.addWidget(curve)
    assert curve.accessibleName()
    assert curve.accessibleDescription() == "Step 50: training loss 2.500, held-out loss 2.500"
    losses.add(step(51))
    curve.refresh()
    assert curve.accessibleDescription() == "Step 51: training loss 2.490"


def test_pointing_at_a_step_tells_its_figures(qtbot: QtBot) -> None:
    curve = LossCurve(some(300))
    show(qtbot, curve)
    curve.resize(curve.sizeHint())
    place = QPoint(curve.width() // 2, curve.height() // 2)
    event = QHelpEvent(QEvent.Type.ToolTip, place, curve.mapToGlobal(place))
    QApplication.sendEvent(curve, event)
    qtbot.waitUntil(lambda: QToolTip.text().startswith("Step 1"))
    QToolTip.hideText()


def test_the_table_has_the_same_figures(qtbot: QtBot) -> None:
    losses = some(26)
    table = LossTable(losses)
    qtbot.addWidget(table)
    model = table.model()
    assert model.rowCount() == 26
    row = [model.index(24, column).data() for column in range(3)]
    assert row == ["25", "2.750", "2.500"]
    assert model.index(25, 2).data() == ""
    losses.add(step(27))
    table.refresh()
    assert model.rowCount() == 27


def test_copying_cells_puts_them_on_the_clipboard_separated_by_tabs(qtbot: QtBot) -> None:
    table = LossTable(some(26))
    show(qtbot, table)
    table.setFocus()
    table.setCurrentIndex(table.model().index(24, 0))
    for _ in range(2):
        qtbot.keyClick(table, Qt.Key.Key_Right, Qt.KeyboardModifier.ShiftModifier)
    qtbot.keyClick(table, Qt.Key.Key_C, Qt.KeyboardModifier.ControlModifier)
    assert QGuiApplication.clipboard().text() == "25\t2.750\t2.500"


def test_tab_leaves_the_table(qtbot: QtBot) -> None:
    table = LossTable(some(3))
    qtbot.addWidget(table)
    assert not table.tabKeyNavigation()
