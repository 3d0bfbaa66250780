"""The whole window through real events; only the engine's process is a stand-in."""

import tempfile
from pathlib import Path

import pytest
from fpdf import FPDF
from PySide6.QtCore import QPoint, QSettings, Qt
from PySide6.QtGui import QDrag
from PySide6.QtTest import QSignalSpy, QTest
from PySide6.QtWidgets import (
    QApplication,
    QDialog,
    QFileDialog,
    QInputDialog,
    QLabel,
    QLineEdit,
    QListView,
    QMessageBox,
    QPushButton,
)

from liftapp.config import STANDARD
from liftapp.engine.messages import Ask, Learn, Prepare
from liftapp.library import Library, Status
from liftapp.paths import Home, resources
from liftapp.ui import memory_list
from liftapp.ui.chat.sources import Sources
from liftapp.ui.learned_keeper import LearnedDialog
from liftapp.ui.queue_view import QueueView
from liftapp.workflows import settings, waiting
from liftapp.workflows.request import LearnRequest
from tests.ui.app import PATIENCE_MS, TEXT, App, Start
from tests.ui.dragging import Drag
from tests.ui.fake_engine import BETTER, EXAM, READY, FakeEngine, begun, finished
from tests.ui.widgets import button, the

LEFT = Qt.MouseButton.LeftButton


def patient(monkeypatch: pytest.MonkeyPatch) -> None:
    """The engine takes its time: what it is asked for waits for `go_on`."""
    monkeypatch.setattr(FakeEngine, "patient", True)


def statuses(home: Home) -> list[Status]:
    with Library(home) as library:
        return [m.status for m in library.memories.all()]


def test_an_empty_library_teaches_and_the_sample_is_one_click_away(app: App) -> None:
    app.wait_shown(app.window.empty)
    app.qtbot.mouseClick(app.window.empty.sample, LEFT)
    assert [p.path.name for p in app.sheet().files()] == ["yearbook.pdf"]
    app.sheet().reject()


def test_what_it_runs_on_is_one_line(app: App) -> None:
    app.wait(lambda: READY.reason in app.window.device)
    assert app.sent(Prepare) == [Prepare(None, None)]


def test_from_a_dropped_file_to_a_kept_answer(app: App, text_file: Path) -> None:
    drag = Drag(app.window, [text_file])
    assert drag.enter()
    assert app.window.veil.isVisible()
    assert drag.drop()
    sheet = app.sheet()
    app.wait(lambda: "isk" in sheet.forecast)
    app.qtbot.mouseClick(sheet.start, LEFT)
    app.wait(lambda: app.window.learning.state is app.window.learning.state.DONE)
    assert app.window.learning.questions.count == 1
    app.qtbot.mouseClick(app.window.learning.summary.ask, LEFT)
    app.ask("Who built it?")
    app.wait(lambda: bool(kept(app.home)))
    app.controller.tasks._pool.waitForDone()
    assert kept(app.home) == [("Who built it?", "Mira Osei built it.")]
    app.ask("And when?")
    app.wait(lambda: len(app.sent(Ask)) == 2)
    last = app.sent(Ask)[1]
    assert isinstance(last, Ask)
    assert last.earlier == (("Who built it?", "Mira Osei built it."),)


def kept(home: Home, memory: str = "") -> list[tuple[str, str]]:
    """Questions and answers of a memory, else of the last one."""
    with Library(home) as library:
        turns = library.chats.of(memory or library.memories.all()[-1].id)
        return [(t.question, t.answer) for t in turns]


def test_everything_is_found_again_at_the_next_start(
    home: Home, start: Start, text_file: Path
) -> None:
    first = start()
    first.learn(text_file)
    first.controller.show_memory(first.ready())
    first.ask("Who?")
    first.wait(lambda: not first.controller.talk.answering)
    first.close()
    first.window.leave()
    second = start()
    second.wait_shown(second.window.chat)
    second.wait(lambda: len(list(second.window.chat.transcript.turns())) == 1)
    assert settings.load(home).recent == (str(text_file),)


def test_a_question_while_learning_is_answered_at_once(
    app: App, text_file: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    app.learn(text_file)
    ready = app.ready()
    patient(monkeypatch)
    other = tmp_path / "other.txt"
    other.write_text("Another text. " * 30)
    app.learn(other)
    app.controller.show_memory(ready)
    app.ask("Who?")
    app.wait(lambda: len(app.sent(Ask)) == 1)
    app.wait(lambda: len(app.sent(Learn)) == 3)
    app.engine.go_on()
    app.wait(lambda: statuses(app.home) == [Status.READY] * 2)
    app.wait(lambda: not app.controller.talk.answering)


def test_a_job_is_called_as_its_memory_where_the_name_was_taken(
    home: Home, start: Start, text_file: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    finished(home, LearnRequest(text_file))
    other = tmp_path / "other" / text_file.name
    other.parent.mkdir()
    other.write_text("Another text. " * 30)
    patient(monkeypatch)
    app = start()
    app.learn(other)
    learning, told = app.window.learning, app.window.job
    app.wait(lambda: "reactor (2)" in [label.text() for label in learning.findChildren(QLabel)])
    app.wait(lambda: "“reactor (2)”" in told.text())
    app.qtbot.mouseClick(learning.pause, LEFT)
    app.wait(lambda: told.text() == "Not running: “reactor (2)”")
    app.qtbot.mouseClick(learning.resume, LEFT)
    app.wait(lambda: "Learning “reactor (2)”" in told.text())
    app.wait(lambda: len(app.sent(Learn)) == 2)
    app.engine.go_on()
    app.wait(lambda: statuses(home) == [Status.READY] * 2)
    app.wait(lambda: learning.state is learning.state.DONE)
    assert "reactor (2)" in [label.text() for label in learning.findChildren(QLabel)]


def test_a_dead_engine_is_told_and_the_job_goes_on(
    app: App, text_file: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    patient(monkeypatch)
    app.learn(text_file)
    app.wait(lambda: statuses(app.home) == [Status.LEARNING])
    app.engine.die()
    app.wait(lambda: "killed" in app.window.bar.text)
    assert app.window.isVisible()
    words = [b.text().replace("&", "") for b in app.window.bar.buttons]
    assert words == ["Restart", "Restart and resume"]
    monkeypatch.setattr(FakeEngine, "patient", False)
    app.qtbot.mouseClick(app.window.bar.buttons[1], LEFT)
    app.wait(lambda: statuses(app.home) == [Status.READY])
    assert len(FakeEngine.lives) == 2
    app.wait(lambda: READY.reason in app.window.device)


def test_unfinished_memories_are_offered_at_the_start(
    home: Home, start: Start, text_file: Path
) -> None:
    memory = begun(home, LearnRequest(text_file))
    app = start()
    app.wait(lambda: memory.name in app.window.bar.text)
    app.qtbot.mouseClick(app.window.bar.buttons[0], LEFT)
    app.wait(lambda: statuses(home) == [Status.READY])
    (sent,) = app.sent(Learn)
    assert isinstance(sent, Learn)
    assert (sent.request.path, sent.request.seed, sent.request.or_begin) == (text_file, 7, False)


@pytest.fixture
def three_files(tmp_path: Path) -> list[Path]:
    paths = [tmp_path / f"{name}.txt" for name in ("first", "second", "third")]
    for path in paths:
        path.write_text(f"This is the {path.stem} text of all. " * 30, encoding="utf-8")
    return paths


def wait_kept(app: App, paths: list[Path]) -> None:
    """Until the file of the queue has just these."""
    app.wait(lambda: [r.path for r in waiting.load(app.home)[0]] == paths)


def learned(app: App) -> list[Path]:
    """What the engine was asked to learn, in that order."""
    return [r.request.path for r in app.sent(Learn) if isinstance(r, Learn)]


def test_the_queue_is_found_again_and_goes_on_in_its_order(
    start: Start, three_files: list[Path], monkeypatch: pytest.MonkeyPatch
) -> None:
    patient(monkeypatch)
    first = start()
    for path in three_files:
        first.learn(path)
    first.wait(lambda: statuses(first.home) == [Status.LEARNING])
    rows = the(the(first.window.learning, QueueView), QListView)
    rows.setCurrentIndex(first.window.queue.index(0))
    first.qtbot.keyClick(rows, Qt.Key.Key_Down)
    first.qtbot.mouseClick(queue_button(first, "Earlier"), LEFT)
    order = [three_files[0], three_files[2], three_files[1]]
    wait_kept(first, order)
    first.close()
    first.window.leave()
    FakeEngine.lives.clear()
    monkeypatch.setattr(FakeEngine, "patient", False)
    second = start()
    second.wait(lambda: second.window.bar.text == "3 documents wait to be learned.")
    assert learned(second) == []  # it asks first
    second.qtbot.mouseClick(second.window.bar.buttons[0], LEFT)
    second.wait(lambda: statuses(second.home) == [Status.READY] * 3)
    assert learned(second) == order
    wait_kept(second, [])


def queue_button(app: App, words: str) -> QPushButton:
    """A button of the list of what waits."""
    (found,) = (b for b in app.window.learning.findChildren(QPushButton) if b.text() == words)
    return found


def test_what_was_taken_out_of_the_queue_stays_out(
    start: Start, three_files: list[Path], monkeypatch: pytest.MonkeyPatch
) -> None:
    patient(monkeypatch)
    app = start()
    for path in three_files:
        app.learn(path)
    wait_kept(app, three_files)
    app.qtbot.mouseClick(queue_button(app, "Take out"), LEFT)
    wait_kept(app, [three_files[0], three_files[2]])


def test_a_waiting_file_that_is_gone_is_told_and_dropped(
    home: Home, start: Start, three_files: list[Path]
) -> None:
    waiting.save(home, [LearnRequest(path, resume=True, or_begin=True) for path in three_files])
    three_files[1].unlink()
    app = start()
    said = (
        "“second” no longer waits to be learned: its file is gone. 2 documents wait to be learned."
    )
    app.wait(lambda: app.window.bar.text == said)
    wait_kept(app, [three_files[0], three_files[2]])
    assert waiting.load(home)[1] == []


def test_of_several_files_that_are_gone_one_sentence_tells(
    home: Home, start: Start, three_files: list[Path]
) -> None:
    waiting.save(home, [LearnRequest(path) for path in three_files[:2]])
    for path in three_files[:2]:
        path.unlink()
    app = start()
    said = "No longer waiting, because their files are gone: “first”, “second”."
    app.wait(lambda: app.window.bar.text == said)
    assert app.window.bar.buttons == []


def test_what_is_opened_meanwhile_comes_after_what_waits(
    home: Home, start: Start, three_files: list[Path]
) -> None:
    waiting.save(home, [LearnRequest(three_files[0], resume=True, or_begin=True)])
    app = start()
    app.wait(lambda: app.window.bar.text == "“first” waits to be learned.")
    app.learn(three_files[1])
    app.wait(lambda: statuses(home) == [Status.READY] * 2)
    assert learned(app) == three_files[:2]


def test_an_unfinished_memory_is_offered_beside_what_waits(
    home: Home, start: Start, three_files: list[Path]
) -> None:
    left = begun(home, LearnRequest(three_files[0]))
    waiting.save(home, [LearnRequest(three_files[1], resume=True, or_begin=True)])
    app = start()
    words = f"“{left.name}” is not learned to the end. “second” waits to be learned."
    app.wait(lambda: app.window.bar.text == words)
    app.qtbot.mouseClick(app.window.bar.buttons[0], LEFT)
    app.wait(lambda: statuses(home) == [Status.READY] * 2)
    assert sorted(learned(app)) == three_files[:2]


@pytest.fixture
def locked_file(tmp_path: Path) -> Path:
    book = FPDF()
    book.set_encryption("owner", "open sesame")
    book.add_page()
    book.set_font("helvetica")
    book.multi_cell(0, text=TEXT)
    path = tmp_path / "locked.pdf"
    book.output(str(path))
    return path


def taken_up(home: Home, start: Start, paths: list[Path]) -> App:
    """The window once it was told to go on with a kept queue."""
    waiting.save(home, [LearnRequest(path, resume=True, or_begin=True) for path in paths])
    app = start()
    app.wait(lambda: app.window.bar.buttons)
    app.qtbot.mouseClick(app.window.bar.buttons[0], LEFT)
    return app


def test_a_protected_document_that_waited_is_asked_for_its_password(
    home: Home, start: Start, locked_file: Path, text_file: Path
) -> None:
    paths = [text_file, locked_file]
    app = taken_up(home, start, paths)
    for password in ("wrong", "open sesame"):
        dialog = app.dialog(QInputDialog)
        assert learned(app) == []
        app.qtbot.keyClicks(the(dialog, QLineEdit), password)
        app.qtbot.keyClick(the(dialog, QLineEdit), Qt.Key.Key_Return)
    app.wait(lambda: statuses(home) == [Status.READY] * 2)
    assert learned(app) == paths
    assert "sesame" not in "".join(path.read_text() for path in home.data.glob("*.json"))


def test_without_the_password_the_others_are_learned(
    home: Home, start: Start, locked_file: Path, text_file: Path
) -> None:
    paths = [locked_file, text_file]
    app = taken_up(home, start, paths)
    app.qtbot.keyClick(app.dialog(QInputDialog), Qt.Key.Key_Escape)
    app.wait(lambda: statuses(home) == [Status.READY])
    assert "locked.pdf" in app.window.bar.text


def test_a_job_whose_engine_died_before_it_had_a_memory_waits_at_the_next_start(
    start: Start, text_file: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    patient(monkeypatch)
    monkeypatch.setattr(FakeEngine, "_begin", lambda self, request: None)
    first = start()
    first.learn(text_file)
    wait_kept(first, [text_file])
    first.engine.die()
    first.wait(lambda: "killed" in first.window.bar.text)
    first.close()
    first.window.leave()
    assert [r.path for r in waiting.load(first.home)[0]] == [text_file]
    second = start()
    second.wait(lambda: second.window.bar.text == "“reactor” waits to be learned.")


def test_a_damaged_queue_costs_nothing_else(home: Home, start: Start, text_file: Path) -> None:
    finished(home, LearnRequest(text_file))
    (home.data / "waiting.json").write_bytes(b"[{\xff")
    app = start()
    app.wait_shown(app.window.chat)
    assert app.window.bar.text == ""


def test_what_cannot_be_read_is_refused_in_words(app: App, tmp_path: Path) -> None:
    path = tmp_path / "empty.txt"
    path.write_text("")
    app.controller.open([path])
    app.wait(lambda: "empty" in app.window.bar.text)
    assert app.controller.opening.sheet is None


def test_quitting_while_learning_asks(
    app: App, text_file: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    patient(monkeypatch)
    app.learn(text_file)
    app.window.close()
    box = app.dialog(QMessageBox)
    assert isinstance(box, QMessageBox)
    app.qtbot.mouseClick(button(box, "Cancel"), LEFT)
    assert app.window.isVisible()
    app.window.close()
    box = app.dialog(QMessageBox)
    assert isinstance(box, QMessageBox)
    with app.qtbot.waitSignal(app.controller.ended, timeout=PATIENCE_MS):
        app.qtbot.mouseClick(button(box, "Pause and quit"), LEFT)
    assert statuses(app.home) == [Status.LEARNING]
    assert app.engine.ended


def test_quitting_at_rest_does_not_ask(app: App) -> None:
    with app.qtbot.waitSignal(app.controller.ended, timeout=PATIENCE_MS):
        app.window.close()


def test_deleting_what_is_being_learned_stops_it_first(
    app: App, text_file: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    patient(monkeypatch)
    app.learn(text_file)
    app.wait(lambda: bool(app.controller.shelf.running))
    app.window.library.delete_asked.emit(app.controller.shelf.running)
    app.wait(lambda: statuses(app.home) == [])
    app.wait(lambda: not app.controller.jobs.running)


@pytest.mark.parametrize("keep", [False, True])
def test_a_cancelled_job_leads_back_to_where_one_was(
    app: App, text_file: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, keep: bool
) -> None:
    patient(monkeypatch)
    app.learn(text_file)
    app.wait(lambda: bool(app.controller.shelf.running))
    app.controller.jobs.cancel(keep=keep)
    app.wait_shown(app.window.empty)
    monkeypatch.setattr(FakeEngine, "patient", False)
    other = tmp_path / "mill.txt"
    other.write_text("The mill stands by the river and has three wheels.")
    app.learn(other)

    def ready() -> list[str]:
        entries = app.controller.shelf.entries.values()
        return [entry.id for entry in entries if entry.status is Status.READY]

    app.wait(ready)
    app.controller.show_memory(ready()[0])
    app.wait_shown(app.window.chat)
    monkeypatch.setattr(FakeEngine, "patient", True)
    third = tmp_path / "dam.txt"
    third.write_text("The dam was built in 1931 and holds back two lakes.")
    app.learn(third)
    app.wait(lambda: bool(app.controller.shelf.running))
    app.controller.jobs.cancel(keep=keep)
    app.wait_shown(app.window.chat)


def test_what_was_not_learned_is_named_and_learned_more(
    app: App, home: Home, text_file: Path
) -> None:
    app.learn(text_file)
    memory = app.ready()
    summary = app.window.learning.summary
    app.wait(lambda: summary.exam.missing.text() == "Not learned: Chapter 2")
    app.qtbot.mouseClick(summary.exam.more, LEFT)
    app.wait(lambda: "5 of 6" in summary.exam.words.text())
    assert summary.exam.more.isHidden()
    learn = app.sent(Learn)[-1]
    assert isinstance(learn, Learn)
    assert (learn.request.more, learn.request.times) == (memory, 1)
    with Library(home) as library:
        assert library.exam(memory) == BETTER
    app.wait(lambda: app.controller.shelf.entries[memory].score == 5 / 6)


def test_the_exam_of_a_memory_is_shown_again_and_more_is_learned_from_there(
    app: App, home: Home, text_file: Path
) -> None:
    app.learn(text_file)
    memory = app.ready()
    app.wait(lambda: app.window.learning.summary.isVisible())
    app.window.library.choose(memory)
    app.trigger("What was learned…")
    dialog = app.dialog(LearnedDialog)
    assert isinstance(dialog, LearnedDialog)
    assert dialog.exam.rows[1] == ["Chapter 2", "3", "0", "0", "no"]
    app.qtbot.mouseClick(dialog.exam.more, LEFT)
    app.wait(lambda: "5 of 6" in app.window.learning.summary.exam.words.text())
    assert app.controller.learned.dialog is None


def test_what_was_only_read_is_not_learned_more(home: Home, start: Start, text_file: Path) -> None:
    memory = finished(home, LearnRequest(text_file, adapter=STANDARD.memory))
    with Library(home) as library:
        library.keep_exam(memory.id, EXAM)
    app = start()
    app.window.library.choose(memory.id)
    app.trigger("What was learned…")
    dialog = app.dialog(LearnedDialog)
    assert isinstance(dialog, LearnedDialog)
    assert dialog.exam.missing.text() == "Not learned: Chapter 2"
    assert dialog.exam.more.isHidden()
    dialog.close()


@pytest.mark.parametrize("deleted", [False, True])
def test_discarding_or_deleting_while_more_is_learned(
    app: App, home: Home, text_file: Path, monkeypatch: pytest.MonkeyPatch, deleted: bool
) -> None:
    app.learn(text_file)
    memory = app.ready()
    monkeypatch.setattr(FakeEngine, "patient", True)
    app.controller.learned.learn_more(memory)
    app.wait(lambda: app.controller.shelf.running == memory)
    with Library(home) as library:
        library.save_checkpoint(memory, b"what was done so far")
    if deleted:
        app.window.library.delete_asked.emit(memory)
        app.wait(lambda: statuses(home) == [])
    else:
        app.controller.jobs.cancel(keep=False)

        def dropped() -> bool:
            with Library(home) as library:
                return not library.has_checkpoint(memory)

        app.wait(dropped)
        assert statuses(home) == [Status.READY]
    assert not app.controller.jobs.running


def test_the_memory_that_is_shown_can_be_renamed_and_deleted(
    home: Home, start: Start, text_file: Path
) -> None:
    memory = finished(home, LearnRequest(text_file))
    app = start()
    app.wait_shown(app.window.chat)
    app.window.library.rename_asked.emit(memory.id, "Another name")
    app.wait(lambda: app.window.chat.title.text() == "Another name")
    app.window.library.delete_asked.emit(memory.id)
    app.wait_shown(app.window.empty)
    assert statuses(home) == []


def test_a_memory_travels_as_a_file(
    home: Home, start: Start, text_file: Path, tmp_path: Path
) -> None:
    memory = finished(home, LearnRequest(text_file))
    app = start()
    app.window.library.export_asked.emit(memory.id)
    target = tmp_path / "reactor.liftmem"
    chosen = app.dialog(QFileDialog)
    assert isinstance(chosen, QFileDialog)
    chosen.selectFile(str(target))
    chosen.accept()
    app.wait(target.exists)
    app.controller.open([target])
    app.wait(lambda: statuses(home) == [Status.READY] * 2)
    app.wait(lambda: "Imported" in app.window.bar.text)


def test_a_long_name_arrives_whole(home: Home, start: Start, text_file: Path) -> None:
    name = (
        "The Ulvan Yearbook of the Year 1974, with the Tables of the Mill and its Wheels and 1 more"
    )
    memory = finished(home, LearnRequest(text_file, name=name))
    app = start()
    app.window.library.export_asked.emit(memory.id)
    chosen = app.dialog(QFileDialog)
    assert isinstance(chosen, QFileDialog)
    target = Path(chosen.selectedFiles()[0])
    assert target.name.endswith(" its Wheels.liftmem")
    target = text_file.parent / target.name
    chosen.selectFile(str(target))
    chosen.accept()
    app.wait(target.exists)
    app.controller.open([target])
    app.wait(lambda: f"Imported “{name} (2)”." in app.window.bar.text)


def test_a_source_opens_beside_the_answer(home: Home, start: Start, text_file: Path) -> None:
    finished(home, LearnRequest(text_file))
    app = start()
    app.ask("Who?")
    app.wait(lambda: not app.controller.talk.answering and bool(kept(home)))
    (sources,) = app.window.chat.findChildren(Sources)
    app.qtbot.mouseClick(sources.buttons[0], LEFT)
    app.wait(lambda: app.controller.around.viewer is not None)
    viewer = app.controller.around.viewer
    assert viewer is not None
    app.wait(viewer.text.hasFocus)
    app.qtbot.keyClick(viewer.text, Qt.Key.Key_Escape)
    app.wait(viewer.isHidden)
    app.wait(app.window.chat.composer.edit.hasFocus)


def test_the_pages_of_a_document_go_with_its_chat(
    home: Home, start: Start, three_files: list[Path]
) -> None:
    first, second = (finished(home, LearnRequest(path)) for path in three_files[:2])
    app = start()
    app.wait_shown(app.window.chat)
    app.controller.show_memory(first.id)
    app.wait(lambda: app.controller.talk.memory == first.id)
    app.ask("Who?")
    app.wait(lambda: not app.controller.talk.answering and bool(kept(home, first.id)))
    app.wait(lambda: len(app.window.chat.findChildren(Sources)) == 1)
    app.qtbot.mouseClick(the(app.window.chat, Sources).buttons[0], LEFT)
    app.wait(lambda: app.controller.around.viewer is not None)
    viewer = app.controller.around.viewer
    assert viewer is not None
    app.wait(viewer.isVisible)
    choose(app, second.id)
    app.wait(viewer.isHidden)
    choose(app, first.id)
    app.wait(viewer.isVisible)
    assert viewer.title.text() == "first.txt"
    app.learn(three_files[2])
    assert viewer.isHidden()
    app.trigger("Chat")
    assert viewer.isVisible()
    app.qtbot.mouseClick(viewer.close_button, LEFT)
    choose(app, second.id)
    choose(app, first.id)
    assert viewer.isHidden()


def choose(app: App, memory: str) -> None:
    """Click on a memory in the library, and wait for its chat."""
    rows = app.window.library.list
    app.window.library.choose(memory)
    place = rows.visualRect(rows.currentIndex()).center()
    app.qtbot.mouseClick(rows.viewport(), LEFT, pos=place)
    app.wait(lambda: app.controller.talk.memory == memory)
    app.wait_shown(app.window.chat)


@pytest.mark.parametrize("language", ["english", "german"])
def test_a_small_window_stays_small_with_a_document_beside_the_chat(
    home: Home, start: Start, tmp_path: Path, language: str, request: pytest.FixtureRequest
) -> None:
    request.getfixturevalue(language)
    path = tmp_path / f"{'a very long name ' * 8}.pdf"
    path.write_bytes((resources() / "samples" / "yearbook.pdf").read_bytes())
    finished(home, LearnRequest(path))
    app = start()
    app.window.resize(900, 600)
    app.ask("Who?")
    app.wait(lambda: not app.controller.talk.answering and bool(kept(home)))
    app.qtbot.mouseClick(the(app.window.chat, Sources).buttons[0], LEFT)
    app.wait(lambda: app.controller.around.viewer is not None)
    viewer = app.controller.around.viewer
    assert viewer is not None
    app.wait(viewer.pdf.isVisible)
    app.qtbot.wait(1)
    assert app.window.minimumSizeHint().width() <= 900
    assert app.window.size().toTuple() == (900, 600)
    for each in (viewer.close_button, viewer.larger, viewer.as_text, app.window.chat.composer.send):
        edge = each.mapTo(app.window, each.rect().bottomRight())
        assert app.window.rect().contains(edge), each.text()


def test_settings_are_kept_and_the_engine_follows(app: App) -> None:
    app.trigger("Settings…")
    dialog = app.controller.preferences.dialog
    assert dialog is not None
    dialog.device.setCurrentIndex(dialog.device.findData("cpu"))
    dialog.accept()
    app.wait(lambda: len(app.sent(Prepare)) == 2)
    assert app.sent(Prepare)[1] == Prepare(None, "cpu")
    app.controller.tasks._pool.waitForDone()
    assert settings.load(app.home).device == "cpu"
    app.qtbot.waitUntil(lambda: app.controller.preferences.dialog is None)
    app.trigger("Models…")  # looks for models again, which once told the dialog that was gone
    app.dialog(QDialog).reject()
    app.controller.tasks._pool.waitForDone()
    app.qtbot.wait(1)
    assert app.controller.around.failure is None


@pytest.mark.parametrize("line", ["Models…", "Keyboard shortcuts", "About liftapp"])
def test_every_dialog_of_the_menus_opens_and_closes_with_escape(app: App, line: str) -> None:
    app.trigger(line)
    dialog = app.dialog(QDialog)
    app.qtbot.keyClick(dialog, Qt.Key.Key_Escape)
    app.wait(lambda: not dialog.isVisible())


def test_a_bug_is_shown_with_its_details(app: App) -> None:
    def fail() -> None:
        raise ZeroDivisionError

    app.controller.tasks.run(fail)
    app.wait(lambda: app.controller.around.failure is not None)
    shown = app.controller.around.failure
    assert shown is not None
    assert "ZeroDivisionError" in shown.details.toPlainText()
    shown.reject()


def test_the_window_comes_back_onto_a_screen_that_is_there(start: Start, tmp_path: Path) -> None:
    first = start()
    first.window.move(QPoint(5000, 5000))
    places = QSettings(str(tmp_path / "window.ini"), QSettings.Format.IniFormat)
    first.window.keep(places)
    second = start()
    second.window.restore(places)
    assert QApplication.screenAt(second.window.geometry().center()) is not None


def test_what_was_asked_is_found_in_all_chats_and_opened(
    app: App, text_file: Path, tmp_path: Path
) -> None:
    app.learn(text_file)
    first = app.ready()
    app.controller.show_memory(first)
    app.ask("Who laid the cornerstone?")
    app.wait(lambda: kept(app.home, first))
    other = tmp_path / "other.txt"
    other.write_text("Another text. " * 30)
    app.learn(other)
    app.wait(lambda: statuses(app.home) == [Status.READY] * 2)
    app.wait(lambda: len(app.controller.shelf.entries) == 2)
    second = next(key for key in app.controller.shelf.entries if key != first)
    app.controller.show_memory(second)
    app.wait(lambda: app.controller.talk.memory == second)
    control, shift = Qt.KeyboardModifier.ControlModifier, Qt.KeyboardModifier.ShiftModifier
    with app.qtbot.waitActive(app.window):  # the sheet had the focus
        app.window.activateWindow()
    app.qtbot.keyClick(app.window.chat.composer.edit, Qt.Key.Key_F, control | shift)
    library = app.window.library
    app.wait(library.search.hasFocus)
    app.qtbot.keyClicks(library.search, "cornerst")
    app.wait(lambda: library.found.count.text() == "Questions and answers: 1")
    app.qtbot.keyClick(library.search, Qt.Key.Key_Tab)
    rows = library.found.list
    while not rows.hasFocus():
        focused = QApplication.focusWidget()
        assert focused is not None
        app.qtbot.keyClick(focused, Qt.Key.Key_Tab)
    app.qtbot.keyClick(rows, Qt.Key.Key_Down)
    app.qtbot.keyClick(rows, Qt.Key.Key_Return)
    app.wait(lambda: app.controller.talk.memory == first)
    (row,) = app.window.chat.transcript.turns()
    app.wait(lambda: row.question.selectedText() == "Who laid the cornerstone?")
    app.qtbot.keyClicks(library.search, "x")
    app.wait(lambda: library.found.count.text() == "No question or answer found")
    library.search.setText("cornerst")
    app.wait(lambda: rows.count() == 1)
    library.delete_asked.emit(first)
    app.wait(lambda: rows.count() == 0)  # gone with its memory


@pytest.mark.parametrize("taken", [True, False])
def test_a_memory_is_dragged_out_as_a_file(
    app: App, text_file: Path, tmp_path: Path, taken: bool, monkeypatch: pytest.MonkeyPatch
) -> None:
    dropped = list[Path]()

    class Drag(QDrag):
        """Offscreen nothing can be dragged: the system's part, once the file is there."""

        def exec(self, *actions: Qt.DropAction, **_: Qt.DropAction) -> Qt.DropAction:
            assert actions == (Qt.DropAction.CopyAction,)
            assert not self.pixmap().isNull()
            dropped.extend(Path(url.toLocalFile()) for url in self.mimeData().urls())
            assert [path.stat().st_size > 0 for path in dropped] == [True]
            return actions[0] if taken else Qt.DropAction.IgnoreAction

    monkeypatch.setattr(memory_list, "QDrag", Drag)
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path))
    app.learn(text_file)
    app.ready()
    pull(app)
    app.wait(lambda: dropped)
    assert dropped[0].name == "reactor.liftmem"
    assert dropped[0].exists() == taken
    QTest.mouseRelease(app.window.windowHandle(), LEFT, pos=QPoint(1, 1))
    if taken:
        app.controller.open(dropped)
        app.wait(lambda: statuses(app.home) == [Status.READY] * 2)


def test_a_drag_that_ends_before_its_file_is_there_leaves_none(
    app: App, text_file: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path / "dragged"))
    (tmp_path / "dragged").mkdir()
    app.learn(text_file)
    app.ready()
    asked = QSignalSpy(app.window.library.drag_asked)
    pull(app)
    QTest.mouseRelease(app.window.windowHandle(), LEFT, pos=QPoint(1, 1))
    assert asked.count() == 1
    app.controller.tasks._pool.waitForDone()
    (folder,) = (tmp_path / "dragged").iterdir()
    app.wait(lambda: list(folder.iterdir()) == [])


def test_an_unfinished_memory_stays_where_it_is(home: Home, start: Start, text_file: Path) -> None:
    begun(home, LearnRequest(text_file))
    app = start()
    asked = QSignalSpy(app.window.library.drag_asked)
    pull(app)
    QTest.mouseRelease(app.window.windowHandle(), LEFT, pos=QPoint(1, 1))
    assert asked.count() == 0


def pull(app: App) -> None:
    """Press on the first memory and move away."""
    rows, handle = app.window.library.list, app.window.windowHandle()
    middle = rows.visualRect(rows.model().index(0, 0)).center()
    place = rows.viewport().mapTo(app.window, middle)
    QTest.mousePress(handle, LEFT, pos=place)
    for down in (5, 30, 60):
        QTest.mouseMove(handle, place + QPoint(0, down))
