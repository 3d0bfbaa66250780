from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QAbstractButton, QMessageBox
from pytestqt.qtbot import QtBot

from liftapp.engine.messages import Ask, Failed, JobEnded, Learn, Progress, Request, Stop
from liftapp.events import QuestionWritten
from liftapp.library import MemoryRecord, Status
from liftapp.ui.job_queue import JobQueue
from liftapp.ui.jobs import Jobs
from liftapp.ui.learning_view import LearningView, State
from liftapp.workflows.request import LearnRequest
from tests.library.samples import exam

LEFT = Qt.MouseButton.LeftButton
RECORD = MemoryRecord(
    "id1", "Report", "0" * 64, "Report", "gated", "standard", "starter", "1" * 64,
    Status.LEARNING, "2026-01-01T00:00:00+00:00", 0,
)  # fmt: skip
ONE, TWO = LearnRequest(Path("/a/one.pdf")), LearnRequest(Path("/a/two.pdf"))


class Bench:
    """Jobs with a real view; `posted` is what goes to the engine's process."""

    def __init__(self, qtbot: QtBot) -> None:
        self.posted: list[Request] = []
        self.queue = JobQueue()
        self.view = LearningView(self.queue)
        qtbot.addWidget(self.view)
        self.jobs = Jobs(self.posted.append, self.queue, self.view)
        self.discarded: list[object] = []
        self.jobs.discarded.connect(lambda job, record: self.discarded.append((job, record)))
        self.view.show()

    def run(self) -> str:
        """The engine's name of the last run."""
        return next(p.id for p in reversed(self.posted) if isinstance(p, Learn))

    def is_in(self, state: State) -> bool:
        return self.view.state is state

    def stops(self) -> list[str]:
        return [p.id for p in self.posted if isinstance(p, Stop)]


@pytest.fixture
def bench(qtbot: QtBot) -> Bench:
    return Bench(qtbot)


def press_in_question(view: LearningView, words: str, qtbot: QtBot) -> None:
    """Press a button of the message box that is open."""
    qtbot.mouseClick(view.cancel, LEFT)
    box = next(b for b in view.findChildren(QMessageBox) if b.isVisible())
    button = next(b for b in box.findChildren(QAbstractButton) if words in b.text())
    qtbot.mouseClick(button, LEFT)


def test_one_runs_and_the_other_waits(bench: Bench) -> None:
    bench.jobs.add([ONE, TWO])
    assert [p.request.path for p in bench.posted if isinstance(p, Learn)] == [ONE.path]
    assert [job.request.path for job in bench.queue.waiting] == [TWO.path]
    bench.jobs.ended(JobEnded(bench.run(), RECORD, finished=True))
    assert isinstance(bench.posted[-1], Learn)
    assert bench.posted[-1].request.path == TWO.path


def test_pause_and_resume(bench: Bench, qtbot: QtBot) -> None:
    bench.jobs.add([ONE, TWO])
    first = bench.run()
    qtbot.mouseClick(bench.view.pause, LEFT)
    assert bench.stops() == [first]
    bench.jobs.ended(JobEnded(first, RECORD, finished=False))
    assert bench.is_in(State.PAUSED)
    assert not bench.jobs.running
    assert len(bench.queue.waiting) == 1  # who pauses wants the machine for something else
    qtbot.mouseClick(bench.view.resume, LEFT)
    again = bench.posted[-1]
    assert isinstance(again, Learn)
    assert again.id != first
    assert (again.request.path, again.request.resume, again.request.or_begin) == (
        ONE.path, True, True,
    )  # fmt: skip


def test_cancel_discards_or_keeps(bench: Bench, qtbot: QtBot) -> None:
    bench.jobs.add([ONE, TWO])
    press_in_question(bench.view, "Discard", qtbot)
    job = bench.jobs.job
    bench.jobs.ended(JobEnded(bench.run(), RECORD, finished=False))
    assert bench.discarded == [(job, RECORD)]
    assert bench.jobs.job is not None
    assert bench.jobs.job.request.path == TWO.path
    press_in_question(bench.view, "Keep", qtbot)
    bench.jobs.ended(JobEnded(bench.run(), RECORD, finished=False))
    assert len(bench.discarded) == 1
    assert bench.is_in(State.NONE)


def test_cancel_while_paused_needs_no_engine(bench: Bench, qtbot: QtBot) -> None:
    bench.jobs.add([ONE])
    bench.jobs.pause()
    bench.jobs.ended(JobEnded(bench.run(), RECORD, finished=False))
    posted = len(bench.posted)
    press_in_question(bench.view, "Discard", qtbot)
    assert len(bench.discarded) == 1
    assert len(bench.posted) == posted


def test_the_exam_is_shown_with_the_memory(bench: Bench) -> None:
    bench.jobs.add([ONE])
    bench.jobs.ended(JobEnded(bench.run(), RECORD, finished=True, exam=exam(3, 0)))
    assert bench.is_in(State.DONE)
    assert bench.view.summary.exam.missing.text() == "Not learned: Chapter 2"


def test_a_question_goes_before_the_job_which_then_goes_on(bench: Bench) -> None:
    bench.jobs.add([ONE])
    first, ask = bench.run(), Ask("a", "id1", "Who?")
    bench.jobs.make_way(ask)
    assert bench.posted[1:3] == [Stop(first), ask]
    second = bench.run()
    assert second != first
    bench.jobs.ended(JobEnded(first, RECORD, finished=False))  # it made way
    assert bench.jobs.running
    assert bench.is_in(State.RUNNING)
    bench.jobs.take([Progress(second, QuestionWritten("Q?", "A"))])
    assert bench.view.questions.items == ["Q?\nA"]
    bench.jobs.ended(JobEnded(second, RECORD, finished=True))
    assert bench.is_in(State.DONE)


def test_a_job_that_finished_just_before_it_made_way_is_finished(bench: Bench) -> None:
    bench.jobs.add([ONE])
    first = bench.run()
    bench.jobs.make_way(Ask("a", "id1", "Who?"))
    bench.jobs.ended(JobEnded(first, RECORD, finished=True))
    assert bench.is_in(State.DONE)
    bench.jobs.ended(JobEnded(bench.run(), RECORD, finished=True, known=True))
    assert bench.is_in(State.DONE)


def test_a_pause_wins_over_a_question(bench: Bench) -> None:
    bench.jobs.add([ONE])
    bench.jobs.pause()
    bench.jobs.make_way(Ask("a", "id1", "Who?"))
    assert len([p for p in bench.posted if isinstance(p, Learn)]) == 1


def test_a_failure_is_shown_and_the_next_begins(bench: Bench, qtbot: QtBot) -> None:
    bench.jobs.add([ONE, TWO])
    with qtbot.waitSignal(bench.jobs.failed) as failed:
        assert bench.jobs.broke(Failed(bench.run(), "It can't be read.", 3, ""))
    assert failed.args[1] == "It can't be read."
    assert bench.jobs.job is not None
    assert bench.jobs.job.request.path == TWO.path
    assert not bench.jobs.broke(Failed("another", "Not a job.", 1, ""))


def test_after_the_engine_died_the_job_can_go_on(bench: Bench) -> None:
    bench.jobs.add([ONE])
    assert bench.jobs.engine_died("The engine was killed.")
    assert bench.is_in(State.FAILED)
    assert not bench.jobs.engine_died("Again.")
    bench.jobs.resume()
    assert bench.is_in(State.RUNNING)
    assert len([p for p in bench.posted if isinstance(p, Learn)]) == 2


def test_what_is_opened_after_a_failure_runs(bench: Bench) -> None:
    bench.jobs.add([ONE])
    bench.jobs.broke(Failed(bench.run(), "It can't be read.", 3, ""))
    bench.jobs.add([TWO])
    assert bench.jobs.job is not None
    assert bench.jobs.job.request.path == TWO.path
    assert bench.jobs.running
