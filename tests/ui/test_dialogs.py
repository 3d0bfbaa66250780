import tomllib
from importlib.metadata import version
from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtGui import QAction, QGuiApplication, QKeySequence, QShortcut
from PySide6.QtWidgets import (
    QApplication,
    QLabel,
    QLineEdit,
    QMainWindow,
    QPlainTextEdit,
    QPushButton,
    QTableWidget,
)
from pytestqt.qtbot import QtBot

from liftapp.config import PRESETS
from liftapp.ui.about import USED, AboutDialog, parts
from liftapp.ui.empty import EmptyState
from liftapp.ui.failure import FailureDialog
from liftapp.ui.look import Look
from liftapp.ui.message_bar import MessageBar
from liftapp.ui.models_page import ModelsPage
from liftapp.ui.settings_dialog import SettingsDialog
from liftapp.ui.shortcuts import ShortcutsDialog, listed
from liftapp.workflows.models import ModelEntry
from liftapp.workflows.settings import Settings
from tests.ui.widgets import show, the

LEFT = Qt.MouseButton.LeftButton
PYPROJECT = Path(__file__).parents[2] / "pyproject.toml"
STARTER = ModelEntry("starter", None, 20_000_000, 5_000_000, True, "It fits.")
LARGE = ModelEntry("large", "/models/large", 70_000_000_000, 35_000_000_000, False, "Too large.")


def cell(table: QTableWidget, row: int, column: int) -> str:
    return str(table.model().index(row, column).data())


def test_a_failure_can_be_copied(qtbot: QtBot, tmp_path: Path) -> None:
    dialog = FailureDialog("It broke.", "Traceback: line 1", tmp_path)
    qtbot.addWidget(dialog)
    dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose, False)
    dialog.show()
    qtbot.mouseClick(dialog.copy, LEFT)
    assert QGuiApplication.clipboard().text() == "Traceback: line 1"


def test_shortcuts_are_those_of_the_actions(qtbot: QtBot) -> None:
    window, field = QMainWindow(), QLineEdit()
    qtbot.addWidget(window)
    window.setCentralWidget(field)
    field.setAccessibleName("Question")
    menu = window.menuBar().addMenu("&File")
    menu.addAction("&Open…").setShortcut(QKeySequence("Ctrl+O"))
    menu.addAction("About")
    clear = QAction("Clear", field)
    clear.setShortcut(QKeySequence("Ctrl+L"))
    field.addAction(clear)
    QShortcut(QKeySequence("Ctrl+F"), field).setWhatsThis("Find")
    QShortcut(QKeySequence("Ctrl+G"), field)
    rows = listed(window)
    assert rows == [
        ("File", "Open", "Ctrl+O"), ("Question", "Clear", "Ctrl+L"), ("Question", "Find", "Ctrl+F")
    ]  # fmt: skip
    dialog = ShortcutsDialog(rows)
    qtbot.addWidget(dialog)
    assert cell(dialog.table, 1, 2) == "Ctrl+L"


def test_long_words_leave_the_keys_in_sight(qtbot: QtBot) -> None:
    rows = [("Where it is done in this window", "What is done there, in quite some words", "F1")]
    dialog = ShortcutsDialog(rows)
    show(qtbot, dialog)
    keys = dialog.table.visualRect(dialog.table.model().index(0, 2))
    assert dialog.table.viewport().rect().contains(keys)


def test_about_names_every_dependency_with_its_licence(qtbot: QtBot) -> None:
    needs = tomllib.loads(PYPROJECT.read_text(encoding="utf-8"))["project"]["dependencies"]
    names = {need.partition(">")[0].partition("[")[0] for need in needs}
    assert set(USED) == names
    assert all(part.version and part.licence for part in parts())
    dialog = AboutDialog("CPU, 2 cores: no GPU found")
    qtbot.addWidget(dialog)
    shown = {
        cell(dialog.table, row, 0): cell(dialog.table, row, 1)
        for row in range(dialog.table.rowCount())
    }
    assert shown["torch"] == version("torch")


def test_about_shows_the_licence_of_qt(qtbot: QtBot) -> None:
    dialog = AboutDialog("CPU")
    show(qtbot, dialog)
    qtbot.mouseClick(dialog.licence, LEFT)
    text = the(dialog, QPlainTextEdit).toPlainText()
    assert text.lstrip().startswith("GNU LESSER GENERAL PUBLIC LICENSE")
    assert "END OF TERMS AND CONDITIONS" in text


def test_the_empty_window_teaches_and_offers_the_sample(qtbot: QtBot) -> None:
    empty = EmptyState()
    qtbot.addWidget(empty)
    empty.show()
    words = " ".join(label.text() for label in empty.findChildren(QLabel))
    assert "1." in words
    assert "3." in words
    with qtbot.waitSignal(empty.sample_asked):
        qtbot.mouseClick(empty.sample, LEFT)
    with qtbot.waitSignal(empty.open_asked):
        qtbot.keyClick(empty.open, Qt.Key.Key_Space)


def test_a_message_goes_with_its_button(qtbot: QtBot) -> None:
    bar, done = MessageBar(), []
    qtbot.addWidget(bar)
    bar.say("It stopped.", [("&Restart", lambda: done.append(1))], warning=True)
    assert bar.text == "It stopped."
    qtbot.mouseClick(bar.buttons[0], LEFT)
    assert done == [1]
    assert bar.text == ""
    bar.say("Again.")
    assert [b for b in bar.findChildren(QPushButton) if not b.isHidden()] == []


def test_settings_are_told_with_ok_only(qtbot: QtBot, tmp_path: Path) -> None:
    told: list[Settings] = []
    before = Settings(model="/models/a", recent=("x.pdf",))
    dialog = SettingsDialog(before, {"Log": tmp_path})
    qtbot.addWidget(dialog)
    dialog.chosen.connect(told.append)
    dialog.show()
    dialog.theme.setCurrentIndex(dialog.theme.findData("dark"))
    dialog.letters.setValue(150)
    dialog.reject()
    assert told == []
    dialog.show()
    dialog.accept()
    assert told == [Settings(model="/models/a", theme="dark", font_scale=1.5, recent=("x.pdf",))]


def test_every_preset_can_be_chosen_and_one_that_is_gone_is_the_default(qtbot: QtBot) -> None:
    dialog = SettingsDialog(Settings(preset="gone"), {})
    qtbot.addWidget(dialog)
    box = dialog.preset
    assert [box.itemData(i) for i in range(box.count())] == list(PRESETS)
    assert all(box.itemText(i) != box.itemData(i) for i in range(box.count()))
    with qtbot.waitSignal(dialog.chosen) as chosen:
        dialog.accept()
    assert chosen.args == [Settings()]


def test_a_model_that_does_not_fit_cannot_be_chosen(qtbot: QtBot) -> None:
    page = ModelsPage()
    chosen: list[str | None] = []
    qtbot.addWidget(page)
    page.chosen.connect(chosen.append)
    page.show_models([STARTER, LARGE], None)
    page.show()
    assert "used now" in cell(page.table, 0, 0)
    page.table.selectRow(1)
    assert not page.use.isEnabled()
    page.table.selectRow(0)
    qtbot.mouseClick(page.use, LEFT)
    assert chosen == [None]


def test_a_download_is_only_asked_for_by_its_button(qtbot: QtBot) -> None:
    page = ModelsPage()
    qtbot.addWidget(page)
    page.show_models([STARTER], None)
    page.show()
    assert not page.download.isEnabled()
    qtbot.keyClicks(page.hub_id, "owner/model")
    with qtbot.waitSignal(page.download_asked) as asked:
        qtbot.mouseClick(page.download, LEFT)
    assert asked.args == ["owner/model"]
    page.begin_download()
    page.show_download(5_000_000_000, 10_000_000_000)
    assert page.progress.value() == 500
    with qtbot.waitSignal(page.stop_asked):
        qtbot.mouseClick(page.stop, LEFT)
    page.end_download()
    page.show_problem("There is no such model.")
    assert page.problem == "There is no such model."


def test_dark_light_and_letters_apply_at_once(qapp: QApplication) -> None:
    look, size = Look(qapp), qapp.font().pointSizeF()
    look.apply(Settings(theme="dark", font_scale=2.0))
    assert qapp.palette().window().color().lightnessF() < 0.3
    assert qapp.font().pointSizeF() == 2 * size
    look.apply(Settings(font_scale=2.0))
    assert qapp.palette().window().color().lightnessF() > 0.7
    assert qapp.font().pointSizeF() == 2 * size
    look.apply(Settings())
    assert qapp.font().pointSizeF() == size
