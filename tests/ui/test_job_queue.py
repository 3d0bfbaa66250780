"""The queue of jobs, as a model and as a list."""

from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtTest import QAbstractItemModelTester
from PySide6.QtWidgets import QLabel, QListView, QPushButton
from pytestqt.qtbot import QtBot

from liftapp.ui.job_queue import Job, JobQueue
from liftapp.ui.queue_view import QueueView
from liftapp.workflows.request import LearnRequest
from tests.ui.widgets import job, show, the


def queue(*names: str) -> JobQueue:
    made = JobQueue()
    for name in names:
        made.add(job(name))
    return made


def titles(jobs: JobQueue) -> list[str]:
    return [each.title for each in jobs.waiting]


def test_one_runs_and_the_others_come_in_their_order(qtbot: QtBot) -> None:
    jobs = queue("a", "b")
    QAbstractItemModelTester(jobs, QAbstractItemModelTester.FailureReportingMode.Fatal)
    first = jobs.start_next()
    assert first is not None
    assert first.title == "a"
    assert jobs.running is first
    assert titles(jobs) == ["b"]
    assert jobs.start_next() is None  # one runs
    jobs.finish()
    second = jobs.start_next()
    assert second is not None
    assert second.title == "b"
    jobs.finish()
    assert jobs.start_next() is None
    assert jobs.running is None


def test_a_job_without_a_name_is_called_as_its_file() -> None:
    assert Job(LearnRequest(Path("/documents/minutes.md"))).title == "minutes"


def test_each_job_has_an_id_of_its_own() -> None:
    assert job().id != job().id


def test_order_changes_and_jobs_go(qtbot: QtBot) -> None:
    jobs = queue("a", "b", "c")
    QAbstractItemModelTester(jobs, QAbstractItemModelTester.FailureReportingMode.Fatal)
    jobs.move_up(2)
    jobs.move_up(0)
    assert titles(jobs) == ["a", "c", "b"]
    jobs.remove(1)
    assert titles(jobs) == ["a", "b"]


def test_the_list_is_there_only_while_something_waits(qtbot: QtBot) -> None:
    jobs = JobQueue()
    view = QueueView(jobs)
    qtbot.addWidget(view)
    assert view.isHidden()
    jobs.add(job("a"))
    assert not view.isHidden()
    assert the(view, QLabel).text() == "Waiting to be learned: 1"
    jobs.start_next()
    assert view.isHidden()


def test_keys_move_a_job_up_and_drop_it(qtbot: QtBot) -> None:
    jobs = queue("a", "b", "c")
    view = QueueView(jobs)
    show(qtbot, view)
    rows = the(view, QListView)
    rows.setFocus()
    rows.setCurrentIndex(jobs.index(2))
    qtbot.keyClick(rows, Qt.Key.Key_Up, Qt.KeyboardModifier.ControlModifier)
    assert titles(jobs) == ["a", "c", "b"]
    qtbot.keyClick(rows, Qt.Key.Key_Delete)
    assert titles(jobs) == ["a", "b"]


def test_buttons_do_the_same(qtbot: QtBot) -> None:
    jobs = queue("a", "b")
    view = QueueView(jobs)
    show(qtbot, view)
    the(view, QListView).setCurrentIndex(jobs.index(1))
    earlier, drop = view.findChildren(QPushButton)
    qtbot.mouseClick(earlier, Qt.MouseButton.LeftButton)
    assert titles(jobs) == ["b", "a"]
    qtbot.mouseClick(drop, Qt.MouseButton.LeftButton)
    assert titles(jobs) == ["a"]
