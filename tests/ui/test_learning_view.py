"""The learning page: one job from its start to its end, with pause, resume and cancel."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel, QMessageBox, QTabWidget, QWidget
from pytestqt.qtbot import QtBot

from liftapp.config import STANDARD
from liftapp.events import Done, QuestionWritten, StageBegun, StepDone
from liftapp.ui.job_queue import JobQueue
from liftapp.ui.learning_view import LearningView, State
from tests.library.samples import exam
from tests.ui.widgets import (
    FIGURES,
    READ_FIGURES,
    button,
    job,
    memory,
    passage,
    show,
    step,
    the,
)

LEFT = Qt.MouseButton.LeftButton
JOB = job("Yearbook")


@pytest.fixture
def view(qtbot: QtBot) -> LearningView:
    widget = LearningView(JobQueue())
    show(qtbot, widget)
    return widget


def learning(view: LearningView) -> None:
    view.begin(JOB)
    view.take([StageBegun("learn", 300), step(24), step(25, held_out=3.2)])


def shown(view: LearningView) -> str:
    labels = (label for label in view.findChildren(QLabel) if label.isVisibleTo(view))
    return "\n".join(label.text() for label in labels)


def test_without_a_job_it_says_so_and_offers_nothing(view: LearningView) -> None:
    assert "Nothing is being learned" in shown(view)
    for each in (view.pause, view.resume, view.cancel, view.summary):
        assert each.isHidden()


def test_everything_of_a_batch_is_shown_at_once(view: LearningView) -> None:
    view.begin(JOB, 12.0)
    view.take(
        [QuestionWritten("Who?", "Mira Osei"), StageBegun("learn", 300), *map(step, range(1, 50))]
    )
    assert "Yearbook" in shown(view)
    assert view.questions.items == ["Who?\nMira Osei"]
    assert view.table.model().rowCount() == 49
    assert view.curve.accessibleDescription().startswith("Step 49")


def test_pause_waits_for_the_step_then_offers_to_resume(qtbot: QtBot, view: LearningView) -> None:
    learning(view)
    with qtbot.waitSignal(view.pause_asked) as asked:
        qtbot.mouseClick(view.pause, LEFT)
    assert asked.args == [JOB.id]
    assert view.state is State.STOPPING
    assert not view.pause.isEnabled()
    assert "Stopping after this step" in shown(view)
    view.show_stopped()
    assert "Paused; what was learned so far is kept" in shown(view)
    assert "Stopping" not in shown(view)
    with qtbot.waitSignal(view.resume_asked) as asked:
        qtbot.mouseClick(view.resume, LEFT)
    assert asked.args == [JOB.id]
    view.begin(JOB)
    assert view.pause.isEnabled()
    assert view.table.model().rowCount() == 2  # the same job: its curve goes on


def test_another_job_starts_with_an_empty_curve(view: LearningView) -> None:
    learning(view)
    view.take([QuestionWritten("Who?", "Mira Osei")])
    view.begin(job("another"))
    assert view.table.model().rowCount() == 0
    assert view.questions.count == 0


@pytest.mark.parametrize(("words", "keep"), [("Keep what was learned", True), ("Discard", False)])
def test_cancel_asks_what_becomes_of_it(
    qtbot: QtBot, view: LearningView, words: str, keep: bool
) -> None:
    learning(view)
    qtbot.mouseClick(view.cancel, LEFT)
    box = the(view, QMessageBox)
    assert "Yearbook" in box.text()
    view.take([step(26)])  # it goes on while the question stands
    with qtbot.waitSignal(view.cancel_asked) as asked:
        qtbot.mouseClick(button(box, words), LEFT)
    assert asked.args == [JOB.id, keep]
    assert view.state is State.STOPPING


def test_escape_goes_on_learning(qtbot: QtBot, view: LearningView) -> None:
    learning(view)
    qtbot.mouseClick(view.cancel, LEFT)
    with qtbot.assertNotEmitted(view.cancel_asked):
        qtbot.keyClick(the(view, QMessageBox), Qt.Key.Key_Escape)
    assert view.state is State.RUNNING


def test_a_job_that_ended_while_the_question_stood_is_not_cancelled(
    qtbot: QtBot, view: LearningView
) -> None:
    learning(view)
    qtbot.mouseClick(view.cancel, LEFT)
    view.take([Done("abc", "Yearbook", FIGURES)])
    view.show_finished(memory())
    with qtbot.assertNotEmitted(view.cancel_asked):
        qtbot.mouseClick(button(the(view, QMessageBox), "Discard"), LEFT)


def test_a_paused_job_can_be_cancelled_too(qtbot: QtBot, view: LearningView) -> None:
    learning(view)
    view.show_stopped()
    qtbot.mouseClick(view.cancel, LEFT)
    with qtbot.waitSignal(view.cancel_asked) as asked:
        qtbot.mouseClick(button(the(view, QMessageBox), "Discard"), LEFT)
    assert asked.args == [JOB.id, False]
    view.clear()
    assert view.state is State.NONE


def test_it_is_called_as_its_memory_is(view: LearningView) -> None:
    learning(view)
    view.call("Yearbook (2)")
    assert "Yearbook (2)" in shown(view).split("\n")
    view.show_finished(memory(name="Yearbook (3)"))  # renamed meanwhile
    assert "Yearbook (3)" in shown(view).split("\n")


def test_at_the_end_it_tells_what_was_learned_and_leads_to_asking(
    qtbot: QtBot, view: LearningView
) -> None:
    learning(view)
    view.take([step(200, held_out=1.14), Done("abc", "Yearbook", FIGURES)])
    view.show_finished(memory())
    assert view.summary.rows == {
        "Questions learned from": "340",
        "Sentences covered": "312",
        "Steps": "200",
        "Time": "10 min",
        "Held-out loss": "1.14 (at first 3.20; lower is better)",
        "Size": "1.6 MB",
    }
    assert "Learned: “Yearbook”" in shown(view)
    assert "It stopped before the last step" in shown(view)
    assert view.pause.isHidden()
    with qtbot.waitSignal(view.ask_asked) as asked:
        qtbot.mouseClick(view.summary.ask, LEFT)
    assert asked.args == ["abc"]


def test_the_exam_at_the_end_is_shown_and_more_can_be_learned(
    qtbot: QtBot, view: LearningView
) -> None:
    learning(view)
    view.take([step(200, held_out=1.14), StageBegun("exam", 2), StepDone("exam", 2, 2, 0, 0)])
    view.take([Done("abc", "Yearbook", FIGURES)])
    view.show_finished(memory(), exam(3, 0))
    assert "3 of 6 questions that it never saw are right" in shown(view)
    assert "Not learned: Chapter 2" in shown(view)
    assert "It stopped before the last step" in shown(view)  # of learning, not of the exam
    with qtbot.waitSignal(view.more_asked) as asked:
        qtbot.mouseClick(view.summary.exam.more, LEFT)
    assert asked.args == ["abc"]


def test_there_are_no_empty_losses(qtbot: QtBot, view: LearningView) -> None:
    losses = the(view, QTabWidget)
    view.begin(JOB)
    view.take([StageBegun("learn", 48), passage(1)])
    assert losses.isHidden()
    view.begin(job("another"))
    view.take([step(1)])
    assert losses.isVisible()
    qtbot.waitUntil(lambda: view.curve.width() > view.questions.width() > 0)
    view.begin(JOB)
    assert losses.isHidden()


def test_what_was_only_read_says_so_and_is_not_learned_more(view: LearningView) -> None:
    view.begin(JOB)
    view.take([*map(passage, range(1, 49)), Done("abc", "Yearbook", READ_FIGURES)])
    view.show_finished(memory(preset=STANDARD), exam(3, 0))
    assert view.summary.rows == {"Passages read": "48", "Time": "35 s", "Size": "1.6 MB"}
    assert "stopped before" not in shown(view)
    assert view.summary.exam.more.isHidden()


def test_a_job_that_took_all_its_steps_did_not_stop_early(view: LearningView) -> None:
    view.begin(JOB)
    view.take([step(300), Done("abc", "Yearbook", FIGURES)])
    view.show_finished(memory())
    assert "stopped before" not in shown(view)
    assert view.summary.rows["Held-out loss"] == "1.14"


def test_what_was_known_already_has_no_figures(view: LearningView) -> None:
    view.begin(JOB)
    view.show_finished(memory())
    assert "was learned before; there was nothing to do" in shown(view)
    assert view.summary.rows == {}


@pytest.mark.parametrize("resumable", [True, False])
def test_a_failure_is_told_and_resuming_offered_where_it_can_be(
    view: LearningView, resumable: bool
) -> None:
    learning(view)
    view.show_failed("The disk is full; free some space.", resumable=resumable)
    assert "The disk is full; free some space." in shown(view)
    assert view.resume.isHidden() is not resumable
    view.begin(JOB)
    assert "The disk is full" not in shown(view)


def test_a_title_is_text_never_markup(view: LearningView) -> None:
    view.begin(job("<b>bold</b> & <img src=x>"))
    title = view.findChildren(QLabel)[0]
    assert title.textFormat() is Qt.TextFormat.PlainText


def test_everything_that_takes_the_focus_has_a_name(view: LearningView) -> None:
    learning(view)
    for widget in view.findChildren(QWidget):
        tab = widget.focusPolicy().value & Qt.FocusPolicy.TabFocus.value
        inner = widget.objectName().startswith("qt_") or widget.parent() is the(view, QTabWidget)
        if tab and widget.isVisibleTo(view) and not inner:
            named = widget.accessibleName() or getattr(widget, "text", lambda: "")()
            assert named, widget
