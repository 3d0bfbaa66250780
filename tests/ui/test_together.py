"""Several files dropped and learned as one memory, through the window."""

from pathlib import Path

import pytest
from fpdf import FPDF
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QInputDialog, QLineEdit
from pytestqt.qtbot import QtBot

from liftapp.config import DEFAULT_PRESET
from liftapp.engine.messages import Learn
from liftapp.events import DocumentRead
from liftapp.library import FoundPassage, Library
from liftapp.ui.chat.sources import Sources
from liftapp.ui.learn_sheet import LearnSheet
from liftapp.ui.learning_progress import LearningProgress
from liftapp.workflows.forecast import Forecast
from liftapp.workflows.request import LearnRequest
from tests.ui.app import TEXT, App, Start
from tests.ui.dragging import Drag
from tests.ui.fake_engine import FakeEngine
from tests.ui.test_learn_sheet import learned, sheet
from tests.ui.widgets import preview, show, the

LEFT = Qt.MouseButton.LeftButton
KEY = Qt.Key
MILL = "Petra Lindqvist paid 420 francs for the old press."


def make_pdf(path: Path, password: str = "") -> Path:
    """Two pages; the press is on the second, in a passage of its own as the first one is full."""
    book = FPDF()
    book.set_font("Helvetica", size=12)
    for words in ("The mill stands by the river and has three wheels. " * 11, MILL):
        book.add_page()
        book.multi_cell(0, 8, words)
    if password:
        book.set_encryption("owner", password)
    book.output(str(path))
    return path


@pytest.fixture
def files(tmp_path: Path, text_file: Path) -> list[Path]:
    return [text_file, make_pdf(tmp_path / "mill.pdf")]


def dropped(app: App, files: list[Path]) -> LearnSheet:
    drag = Drag(app.window, files)
    assert drag.enter()
    assert drag.drop()
    return app.sheet()


def sources(app: App) -> Sources:
    """Those of the last answer."""
    turn = list(app.window.chat.transcript.turns())[-1]
    return next(iter(turn.answers.values())).sources


def test_two_dropped_files_become_one_memory_whose_sources_open_in_their_file(
    app: App, files: list[Path]
) -> None:
    opened = dropped(app, files)
    assert [p.path for p in opened.files()] == files
    opened.several.setFocus()
    app.qtbot.keyClick(opened.several, KEY.Key_Down)
    assert opened.together.isChecked()
    app.wait(lambda: "isk" in opened.forecast)
    app.qtbot.mouseClick(opened.start, LEFT)
    app.wait(lambda: app.window.learning.state is app.window.learning.state.DONE)
    (job,) = app.sent(Learn)
    assert isinstance(job, Learn)
    assert job.request.paths == tuple(files)
    with Library(app.home) as library:
        (memory,) = library.memories.all()
        assert len(library.documents.get(memory.document_sha256).parts) == 2
    assert memory.name.endswith("and 1 more")
    app.qtbot.mouseClick(app.window.learning.summary.ask, LEFT)
    app.ask("What did Petra Lindqvist pay?")
    app.wait(lambda: not app.controller.talk.answering)
    (source,) = sources(app).buttons
    assert source.text() == source.accessibleName() == "mill.pdf, page 2"
    app.qtbot.mouseClick(source, LEFT)
    app.wait(lambda: app.controller.around.viewer is not None)
    viewer = app.controller.around.viewer
    assert viewer is not None
    app.wait(lambda: viewer.title.text() == "mill.pdf")
    assert (viewer.page.value(), viewer.pdf.marked) == (2, True)
    assert viewer.text.marked == MILL
    app.ask("Who built the Halden reactor?")
    app.wait(lambda: not app.controller.talk.answering)
    app.wait(lambda: [b.text() for b in sources(app).buttons] == ["reactor.txt"])
    app.qtbot.mouseClick(sources(app).buttons[0], LEFT)
    app.wait(lambda: viewer.title.text() == "reactor.txt")
    assert viewer.text.isVisible()
    assert viewer.text.toPlainText() == TEXT.strip()
    assert viewer.text.marked.startswith("The Halden reactor was built by Mira Osei")
    assert not viewer.notice.isVisible()


def test_a_protected_part_is_asked_for_and_stays_in_its_place(
    app: App, text_file: Path, tmp_path: Path
) -> None:
    locked = make_pdf(tmp_path / "locked.pdf", "open sesame")
    drag = Drag(app.window, [locked, text_file])
    assert drag.enter()
    assert drag.drop()
    dialog = app.dialog(QInputDialog)
    assert app.controller.opening.sheet is None  # it waits for all
    app.qtbot.keyClicks(the(dialog, QLineEdit), "open sesame")
    app.qtbot.keyClick(the(dialog, QLineEdit), KEY.Key_Return)
    opened = app.sheet()
    assert [p.path for p in opened.files()] == [locked, text_file]
    app.qtbot.mouseClick(opened.together, LEFT)
    app.qtbot.mouseClick(opened.start, LEFT)
    app.wait(lambda: app.window.learning.state is app.window.learning.state.DONE)
    (job,) = app.sent(Learn)
    assert isinstance(job, Learn)
    assert job.request.passwords == ("open sesame", None)


def test_a_joint_job_that_was_left_goes_on_with_all_its_files(
    start: Start, files: list[Path], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(FakeEngine, "patient", True)
    first = start()
    opened = dropped(first, files)
    first.qtbot.mouseClick(opened.together, LEFT)
    first.qtbot.mouseClick(opened.start, LEFT)
    first.wait(lambda: first.window.learning.questions.count == 1)
    first.wait(lambda: first.controller.shelf.running)
    first.close()
    first.window.leave()
    second = start()
    second.wait(lambda: second.window.bar.buttons)
    second.qtbot.mouseClick(second.window.bar.buttons[0], LEFT)
    second.wait(lambda: len(second.sent(Learn)) == 2)
    job = second.sent(Learn)[-1]
    assert isinstance(job, Learn)
    assert job.request.paths == tuple(files)
    second.engine.go_on()
    second.ready()


def test_one_memory_of_all_has_one_name_and_one_forecast(qtbot: QtBot) -> None:
    opened = sheet(qtbot, preview("one"), preview("two"), preview("three"))
    assert opened.several.isChecked()
    qtbot.mouseClick(opened.together, LEFT)
    assert opened.name.text() == "One and 2 more"
    assert opened.words() == [3 * 4100]
    forecast = Forecast(10.0, 900_000_000, 1_700_000, measured=False)
    opened.show_forecasts(DEFAULT_PRESET, None, [forecast] * 3)  # of the choice before
    assert "10 min" not in opened.forecast
    opened.show_forecasts(DEFAULT_PRESET, None, [forecast])
    assert "10 min" in opened.forecast
    opened.list.setFocus()
    qtbot.keyClick(opened.list, KEY.Key_Down)
    assert opened.pane.facts.endswith("two.pdf")  # each can be looked at
    assert opened.name.text() == "One and 2 more"
    qtbot.keyClick(opened.list, KEY.Key_Space)  # takes the check mark off
    assert opened.name.text() == "One and 1 more"
    opened.name.selectAll()
    qtbot.keyClicks(opened.name, "Mine")
    assert [opened.list.item(row).text() for row in range(3)] == ["One", "Two", "Three"]
    assert learned(qtbot, opened) == [
        LearnRequest(
            Path("/documents/one.pdf"), others=(Path("/documents/three.pdf"),), name="Mine"
        )
    ]


def test_the_names_of_several_memories_stay_when_the_choice_goes_back(qtbot: QtBot) -> None:
    opened = sheet(qtbot, preview("one"), preview("two"))
    qtbot.mouseClick(opened.together, LEFT)
    opened.name.selectAll()
    qtbot.keyClicks(opened.name, "Mine")
    qtbot.mouseClick(opened.several, LEFT)
    assert opened.name.text() == "One"
    qtbot.mouseClick(opened.together, LEFT)
    assert opened.name.text() == "Mine"
    qtbot.mouseClick(opened.several, LEFT)
    assert [(r.name, r.others) for r in learned(qtbot, opened)] == [("One", ()), ("Two", ())]


def test_of_one_file_there_is_nothing_to_choose(qtbot: QtBot) -> None:
    opened = sheet(qtbot, preview("one"))
    assert not opened.several.isVisible()
    assert not opened.together.isVisible()


def test_with_one_file_left_it_is_learned_alone(qtbot: QtBot) -> None:
    opened = sheet(qtbot, preview("one"), preview("two"))
    qtbot.mouseClick(opened.together, LEFT)
    opened.list.setCurrentRow(0)
    qtbot.keyClick(opened.list, KEY.Key_Space)
    assert learned(qtbot, opened) == [LearnRequest(Path("/documents/two.pdf"), name="Two")]


def test_a_long_file_name_is_cut_on_its_button_but_not_for_screen_readers(qtbot: QtBot) -> None:
    shown = Sources()
    qtbot.addWidget(shown)
    name = f"Q&A {'annual ' * 12}report.pdf"
    shown.show_passages([FoundPassage(3, 0, 4, "Text", 1.0, name)], "", True)
    (button,) = shown.buttons
    assert button.accessibleName() == f"{name}, page 3"
    assert button.text().startswith("Q&&A ")
    assert button.text().endswith(".pdf, page 3")
    assert len(button.text()) < len(name)


@pytest.mark.parametrize("name", ["people.txt", "notes & more.md"])
def test_a_text_file_has_no_pages_to_name(qtbot: QtBot, name: str) -> None:
    shown = Sources()
    qtbot.addWidget(shown)
    shown.show_passages([FoundPassage(1, 0, 4, "Text", 1.0, name)], "", True)
    (button,) = shown.buttons
    assert button.accessibleName() == name
    assert button.text() == name.replace("&", "&&")


def test_pages_without_text_are_told_with_their_file(qtbot: QtBot) -> None:
    view = LearningProgress()
    show(qtbot, view)
    read = DocumentRead("A", 5, 5000, 1000, (2, 4), False, 2, (("a.pdf", 2), ("b.pdf", 1)))
    words = view._read_words(read)
    assert words.endswith("; no text in a.pdf, page 2; b.pdf, page 1")
