"""What the library's list is kept right about, and what it does for its memories, in the window."""

from pathlib import Path
from threading import Event

import pytest
from PySide6.QtCore import Qt, QUrl
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import QMessageBox

from liftapp.paths import Home
from liftapp.ui import shelf_keeper
from liftapp.ui.library_model import Role
from liftapp.workflows.chats import Found, search_chats
from liftapp.workflows.request import LearnRequest
from tests.ui import fake_engine
from tests.ui.app import PATIENCE_MS, App, Start
from tests.ui.fake_engine import finished

LEFT = Qt.MouseButton.LeftButton


@pytest.fixture
def chat(home: Home, start: Start, text_file: Path) -> App:
    """With one memory, whose chat is shown."""
    finished(home, LearnRequest(text_file))
    app = start()
    app.wait_shown(app.window.chat)
    return app


def test_a_new_answer_is_found_at_once_and_no_longer_when_it_is_deleted(
    chat: App, monkeypatch: pytest.MonkeyPatch
) -> None:
    library = chat.window.library
    chat.qtbot.keyClicks(library.search, "halden")
    chat.wait(lambda: library.found.count.text() == "No question or answer found")
    chat.ask("Who built Halden?")
    chat.wait(lambda: library.found.list.count() == 1)
    assert library.found.list.isVisible()
    (row,) = chat.window.chat.transcript.turns()
    chat.wait(row.delete.isEnabled)
    yes = QMessageBox.StandardButton.Yes
    monkeypatch.setattr(QMessageBox, "question", lambda *_: yes)
    chat.qtbot.mouseClick(row.delete, LEFT)
    chat.wait(lambda: library.found.list.count() == 0)
    assert not library.found.list.isVisible()


def test_another_answer_to_a_question_is_found_at_once(
    chat: App, monkeypatch: pytest.MonkeyPatch
) -> None:
    library = chat.window.library
    chat.qtbot.keyClicks(library.search, "nobody")
    chat.wait(lambda: library.found.count.text() == "No question or answer found")
    chat.ask("Who?")
    (row,) = chat.window.chat.transcript.turns()
    chat.wait(lambda: row.again.isEnabled() and search_chats(chat.home, "who"))
    monkeypatch.setattr(fake_engine, "WORDS", ("Nobody ", "knows."))
    chat.qtbot.mouseClick(row.again, LEFT)
    chat.wait(lambda: library.found.list.count() == 1)
    assert library.found.list.item(0).data(Role.DETAILS) == "Nobody knows."


def test_a_search_that_is_renewed_while_it_runs_is_done_once_more(
    chat: App, monkeypatch: pytest.MonkeyPatch
) -> None:
    looked, go = list[str](), Event()

    def search(home: Home, words: str) -> list[Found]:
        looked.append(words)
        go.wait(PATIENCE_MS / 1000)
        return search_chats(home, words)

    monkeypatch.setattr(shelf_keeper, "search_chats", search)
    library = chat.window.library
    chat.qtbot.keyClicks(library.search, "x")
    chat.wait(lambda: looked)
    for _ in range(2):
        library.search_again()
    go.set()
    chat.wait(lambda: library.found.isVisible())
    assert looked == ["x", "x"]


def test_show_the_file_opens_each_folder_with_one_of_them_once(
    home: Home,
    start: Start,
    tmp_path: Path,
    text_file: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    opened = list[QUrl]()
    monkeypatch.setattr(QDesktopServices, "openUrl", opened.append)
    others = [tmp_path / place for place in ("notes.txt", "deep/more.txt", "gone/last.txt")]
    for path in others:
        path.parent.mkdir(exist_ok=True)
        path.write_text(f"{path.name}: The mill has three wheels.")
    finished(home, LearnRequest(text_file, others=tuple(others)))
    others[-1].unlink()
    app = start()
    library = app.window.library
    (entry,) = app.controller.shelf.entries.values()
    assert "file missing" in library.list.model().index(0, 0).data(Role.BADGES)
    library.choose(entry.id)
    (reveal,) = (a for a in library.list.actions() if a.text() == "&Show the file")
    assert reveal.isEnabled()
    reveal.trigger()
    assert [Path(url.toLocalFile()) for url in opened] == [tmp_path, tmp_path / "deep"]
