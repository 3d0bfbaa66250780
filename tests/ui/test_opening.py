"""From files to the sheet: what it is told of them by the library."""

import time
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QMessageBox, QProgressDialog, QPushButton

from liftapp.paths import Home
from liftapp.workflows.request import LearnRequest
from tests.documents.scans import reads_as, stand_in, write_scan
from tests.ui.app import TEXT, App, Start
from tests.ui.fake_engine import finished

LEFT = Qt.MouseButton.LeftButton


def test_files_that_were_learned_together_are_known_when_they_are_opened_again(
    home: Home, start: Start, text_file: Path, tmp_path: Path
) -> None:
    other = tmp_path / "mill.txt"
    other.write_text("The mill stands by the river and has three wheels.")
    memory = finished(home, LearnRequest(text_file, others=(other,), name="Both of them"))
    app = start()
    app.controller.open([text_file, other])
    opened = app.sheet()
    assert not opened.pane.ask.isVisible()  # neither of them was learned alone
    app.qtbot.mouseClick(opened.together, LEFT)
    told = "These very documents were learned together already, as “Both of them”."
    app.wait(lambda: opened.pane.facts.endswith(told))
    app.qtbot.mouseClick(opened.pane.ask, LEFT)
    app.wait_shown(app.window.chat)
    assert app.controller.talk.memory == memory.id


@pytest.fixture
def read_pdf(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """What the only program that recognises text makes of any file: one page with text, one not."""
    return reads_as(monkeypatch, tmp_path, TEXT, "")


def press(app: App, name: str) -> None:
    """A button of the question that is open."""
    box = app.window.findChild(QMessageBox)
    assert isinstance(box, QMessageBox)
    button = next(b for b in box.findChildren(QPushButton) if b.text().replace("&", "") == name)
    app.qtbot.mouseClick(button, LEFT)


@pytest.mark.usefixtures("read_pdf")
def test_a_scan_is_offered_to_be_recognised_and_then_shown(start: Start, tmp_path: Path) -> None:
    scan, app = write_scan(tmp_path / "old.pdf", "A picture"), start()
    app.controller.open([scan])
    app.wait(lambda: app.window.findChild(QMessageBox))
    press(app, "Recognise text")
    sheet = app.sheet()
    assert TEXT.strip()[:40] in sheet.pane.text.toPlainText()
    assert sheet.files()[0].path.name == "old.pdf"
    assert not sheet.pane.recognise.isVisible()  # its other page has no text, now as before
    app.wait(lambda: app.window.findChild(QProgressDialog) is None)


@pytest.mark.usefixtures("read_pdf")
def test_a_scan_may_be_left_alone(start: Start, text_file: Path, tmp_path: Path) -> None:
    scan, app = write_scan(tmp_path / "old.pdf", "A picture"), start()
    app.controller.open([scan, text_file])
    app.wait(lambda: app.window.findChild(QMessageBox))
    press(app, "Cancel")
    assert [file.path for file in app.sheet().files()] == [text_file]


def test_without_the_program_a_scan_is_refused_in_words(
    start: Start, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("PATH", str(tmp_path / "nowhere"))
    app = start()
    with app.qtbot.waitSignal(app.controller.opening.refused) as told:
        app.controller.open([write_scan(tmp_path / "old.pdf", "A picture")])
    assert told.args is not None
    assert "probably a scan" in told.args[0]


def test_pages_without_text_are_read_from_the_sheet(
    start: Start, read_pdf: Path, text_file: Path
) -> None:
    app = start()
    app.controller.open([text_file, read_pdf])
    first = app.sheet()
    first.list.setCurrentRow(1)
    assert "Pages without text: 2" in first.pane.facts
    app.qtbot.mouseClick(first.pane.recognise, LEFT)
    app.wait(lambda: app.controller.opening.sheet not in (None, first))
    again = app.sheet().files()
    assert again[0].path == text_file
    assert again[1].path.name == "read.pdf"
    assert again[1].path != read_pdf


def recognising(app: App, path: Path) -> QProgressDialog:
    """What is shown while the text of a file's pages is recognised, which takes a minute."""
    stand_in(path.parent, "time.sleep(60)")
    app.controller.open([path])
    app.qtbot.mouseClick(app.sheet().pane.recognise, LEFT)
    app.wait(lambda: app.window.findChild(QProgressDialog))
    dialog = app.window.findChild(QProgressDialog)
    assert isinstance(dialog, QProgressDialog)
    return dialog


@pytest.mark.parametrize("by_button", [True, False])
def test_recognising_can_be_cancelled(start: Start, read_pdf: Path, by_button: bool) -> None:
    app = start()
    dialog = recognising(app, read_pdf)
    if by_button:
        button = dialog.findChild(QPushButton)
        assert isinstance(button, QPushButton)
        app.qtbot.mouseClick(button, LEFT)
    else:
        dialog.close()
    app.wait(lambda: app.controller.opening.sheet)
    assert [file.path for file in app.sheet().files()] == [read_pdf]


def test_quitting_does_not_wait_for_recognising(start: Start, read_pdf: Path) -> None:
    app = start()
    recognising(app, read_pdf)
    began = time.monotonic()
    app.close()
    assert time.monotonic() - began < 30
