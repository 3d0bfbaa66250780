"""The name of every widget one can reach, as a screen reader gets it: pages, sheets, dialogs."""

from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QAccessible
from PySide6.QtWidgets import (
    QAbstractButton,
    QComboBox,
    QDialog,
    QMessageBox,
    QWidget,
)
from pytestqt.qtbot import QtBot

from liftapp.engine.messages import Progress
from liftapp.events import StepDone
from liftapp.paths import Home, resources
from liftapp.ui.chat.answer import AnswerView
from liftapp.ui.chat.sources import Sources
from liftapp.ui.learned_keeper import LearnedDialog
from liftapp.ui.models_page import ModelsPage
from liftapp.workflows.request import LearnRequest
from tests.ui.app import App, Start
from tests.ui.fake_engine import FakeEngine, finished
from tests.ui.widgets import button, the

LEFT = Qt.MouseButton.LeftButton
SAMPLE = resources() / "samples" / "yearbook.pdf"


def reachable(root: QWidget) -> list[QWidget]:
    """What takes the focus or is pressed, in sight; the inner parts of Qt's widgets are theirs."""
    return [
        widget
        for widget in root.findChildren(QWidget)
        if widget.isVisibleTo(root)
        and (widget.focusPolicy() & Qt.FocusPolicy.TabFocus or isinstance(widget, QAbstractButton))
        and not widget.objectName().startswith("qt_")
        and widget.metaObject().className() != "QTableCornerButton"
    ]


def spoken(widget: QWidget) -> str:
    """The name that assistive technology gets."""
    told = QAccessible.queryAccessibleInterface(widget)
    if isinstance(widget, QComboBox) and not widget.isEditable():
        # On Linux Qt tells what is chosen as the name and leaves the name to its label.
        names = [label.text(QAccessible.Text.Name) for label, _ in told.relations()]
        return " ".join(names)
    return told.text(QAccessible.Text.Name)


def check(root: QWidget, least: int) -> None:
    """Every one has a name; there are at least so many."""
    found = reachable(root)
    nameless = [w for w in found if not spoken(w)]
    assert [f"{type(w).__name__} in {type(w.parent()).__name__}" for w in nameless] == []
    assert len(found) >= least


def test_a_combo_box_without_a_label_would_be_found(qtbot: QtBot) -> None:
    outer = QWidget()
    qtbot.addWidget(outer)
    box = QComboBox(outer)
    box.setAccessibleName("Order")
    box.addItem("Newest")
    with pytest.raises(AssertionError, match="QComboBox in QWidget"):
        check(outer, 1)


def test_the_empty_window(app: App) -> None:
    app.wait_shown(app.window.empty)
    check(app.window, 6)


def test_chat_and_pages(home: Home, start: Start) -> None:
    finished(home, LearnRequest(SAMPLE))
    app = start()
    app.ask("Who?")
    app.wait(lambda: not app.controller.talk.answering and app.window.findChildren(Sources))
    chat = app.window.chat
    app.qtbot.mouseClick(the(chat, AnswerView).gate_button, LEFT)
    chat.open_find()
    app.window.bar.say("Something", [("Do it", lambda: None)])
    app.qtbot.mouseClick(the(chat, Sources).buttons[0], LEFT)
    app.wait(lambda: app.controller.around.viewer is not None)
    viewer = app.controller.around.viewer
    assert viewer is not None
    app.wait(viewer.pdf.isVisible)
    check(app.window, 25)
    app.qtbot.mouseClick(viewer.as_text, LEFT)
    app.wait(viewer.text.isVisible)
    check(app.window, 25)


def test_learning(app: App, text_file: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(FakeEngine, "patient", True)
    learning = app.window.learning
    app.controller.open([SAMPLE])
    check(app.sheet(), 6)
    app.qtbot.mouseClick(app.sheet().start, LEFT)
    app.wait_shown(learning)
    app.learn(text_file)
    app.wait(lambda: app.window.queue.rowCount() == 1)
    job = app.controller.jobs._run
    app.engine.say(Progress(job, StepDone("learn", 1, 9, 1.0, 1.0, 3.0, 2.9)))
    app.wait(learning.progress.isVisible)
    check(app.window, 9)
    app.qtbot.mouseClick(learning.cancel, LEFT)
    box = app.dialog(QMessageBox)
    check(box, 3)
    app.qtbot.mouseClick(button_of(box, "Go on"), LEFT)
    app.window.close()
    box = app.dialog(QMessageBox)
    check(box, 2)
    app.qtbot.mouseClick(button_of(box, "Cancel"), LEFT)
    app.qtbot.mouseClick(learning.pause, LEFT)
    app.wait(learning.resume.isVisible)
    check(app.window, 9)
    monkeypatch.setattr(FakeEngine, "patient", False)
    app.qtbot.mouseClick(learning.resume, LEFT)
    app.wait(learning.summary.isVisible)
    check(app.window, 8)


def button_of(box: QDialog, words: str) -> QAbstractButton:
    assert isinstance(box, QMessageBox)
    return button(box, words)


def test_the_sheet_of_several_documents(app: App, text_file: Path) -> None:
    app.controller.open([SAMPLE, text_file])
    check(app.sheet(), 7)
    app.sheet().reject()


@pytest.mark.parametrize(
    ("line", "least"),
    [("Settings…", 11), ("Models…", 5), ("Keyboard shortcuts", 2), ("About liftapp", 2)],
)
def test_dialogs_of_the_menus(app: App, line: str, least: int) -> None:
    app.trigger(line)
    dialog = app.dialog(QDialog)
    check(dialog, least)
    if isinstance(dialog, ModelsPage):
        dialog.begin_download()
        check(dialog, least)
    dialog.reject()


def test_dialogs_about_a_memory(home: Home, start: Start, text_file: Path) -> None:
    memory = finished(home, LearnRequest(text_file))
    app = start()
    app.wait_shown(app.window.chat)
    app.window.library.choose(memory.id)
    app.trigger("What was learned…")
    dialog = app.dialog(LearnedDialog)
    check(dialog, 1)
    dialog.reject()
    app.trigger("Delete…")
    box = app.dialog(QMessageBox)
    check(box, 2)
    box.reject()
