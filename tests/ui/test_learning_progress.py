"""Phases, bar, figures, sign of life, questions: what is shown is what was measured."""

import pytest
from PySide6.QtWidgets import QLabel, QListWidget, QProgressBar
from pytestqt.qtbot import QtBot

from liftapp.events import DocumentRead, ModelLoaded, QuestionWritten, StageBegun, StepDone
from liftapp.ui import pulse
from liftapp.ui.learning_progress import LearningProgress
from liftapp.ui.pulse import Pulse
from liftapp.ui.questions_list import SHOWN, QuestionsList
from tests.ui.widgets import passage, show, step, the


@pytest.fixture
def progress(qtbot: QtBot) -> LearningProgress:
    widget = LearningProgress()
    qtbot.addWidget(widget)
    widget.begin(12.0)
    return widget


def test_at_first_it_reads_and_does_not_pretend_to_know_how_long(
    progress: LearningProgress,
) -> None:
    assert progress.phases.text.splitlines() == [
        "▸ Reading the document and loading the model",
        "○ Writing questions",
        "○ Learning",
        "○ Asking what was learned",
    ]
    assert the(progress, QProgressBar).maximum() == 0  # endless
    assert progress.figures == "Forecast for all of it: about 12 min"


def test_what_was_read_and_what_it_runs_on_is_said(progress: LearningProgress) -> None:
    progress.take(
        [
            ModelLoaded("starter", "cpu", "CPU, 2 cores: no GPU found"),
            DocumentRead("Yearbook", 22, 5900, 1000, (3, 7), known=False),
        ]
    )
    assert "pages: 22, tokens: 5,900, 5.9 times" in progress.phases.text
    assert "no text on pages 3, 7" in progress.phases.text
    texts = [label.text() for label in progress.findChildren(QLabel)]
    assert "Model starter on CPU, 2 cores: no GPU found" in texts


def test_writing_questions_counts_batches_and_says_that_learning_follows(
    progress: LearningProgress,
) -> None:
    progress.take([StageBegun("questions", 40), StepDone("questions", 17, 40, 0.0, 240.0)])
    assert "▸ Writing questions: 17 of 40" in progress.phases.text
    assert progress.figures == "about 4 min left, then learning"
    bar = the(progress, QProgressBar)
    assert (bar.value(), bar.maximum()) == (17, 40)
    assert bar.text() == "Writing questions 17 of 40"


def test_learning_shows_both_losses_speed_and_time(progress: LearningProgress) -> None:
    progress.take([StageBegun("learn", 300), step(25, held_out=3.2), step(26)])
    assert progress.figures == (
        "training loss 2.74 · held-out loss 3.20 · 350 tokens/s · at most about 2 min left, "
        "then a short exam"
    )
    assert "✓ Reading the document" in progress.phases.text
    assert "Writing questions" not in progress.phases.text  # this job has none
    assert the(progress, QProgressBar).text() == "Learning 26 of 300"


def test_reading_has_no_loss_and_does_not_end_sooner(progress: LearningProgress) -> None:
    progress.take([StageBegun("learn", 48), passage(12)])
    assert progress.figures == "900 tokens/s · about 2 min left, then a short exam"
    assert "▸ Learning: 12 of 48" in progress.phases.text


def test_a_phase_that_comes_as_a_surprise_gets_its_line(progress: LearningProgress) -> None:
    progress.take([StageBegun("learn", 3), StageBegun("check", 8), StepDone("check", 2, 8, 0, 6)])
    assert progress.phases.text.splitlines()[-1] == "▸ check: 2 of 8"
    assert progress.figures == "about 6 s left"


def test_the_exam_comes_last_and_counts_its_steps(progress: LearningProgress) -> None:
    progress.take([StageBegun("learn", 3), StageBegun("exam", 5), StepDone("exam", 2, 5, 0, 6)])
    assert progress.phases.text.splitlines()[-2:] == [
        "✓ Learning",
        "▸ Asking what was learned: 2 of 5",
    ]


def test_a_job_that_goes_on_in_the_middle_is_shown_there(progress: LearningProgress) -> None:
    progress.take([step(200)])
    assert "▸ Learning: 200 of 300" in progress.phases.text


def test_another_job_begins_with_a_clean_sheet(progress: LearningProgress) -> None:
    progress.take([StageBegun("check", 8), step(25, held_out=3.2)])
    progress.finish()
    progress.begin(None)
    progress.take([step(1)])
    assert "check" not in progress.phases.text
    assert "held-out" not in progress.figures


def test_at_rest_no_bar_runs_endlessly(progress: LearningProgress) -> None:
    progress.rest()
    assert the(progress, QProgressBar).maximum() > 0


def test_a_beat_is_a_sign_of_life_and_silence_is_said(
    qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    widget = Pulse()
    qtbot.addWidget(widget)
    widget.start()
    assert widget.text == "Working"
    before = widget.grab().toImage()
    widget.beat()
    first = widget.grab().toImage()
    widget.beat()
    assert before != first != widget.grab().toImage()
    monkeypatch.setattr(pulse, "QUIET_S", 0)
    qtbot.waitUntil(lambda: widget.text.startswith("No sign of life for"), timeout=5000)
    monkeypatch.undo()
    widget.beat()
    assert widget.text == "Working"


def test_a_late_beat_does_not_wake_what_has_stopped(qtbot: QtBot) -> None:
    widget = Pulse()
    qtbot.addWidget(widget)
    widget.start()
    widget.stop("Paused")
    widget.beat()
    assert widget.text == "Paused"


def written(first: int, count: int) -> list[QuestionWritten]:
    return [QuestionWritten(f"Question {i}?", f"Answer {i}") for i in range(first, first + count)]


def test_questions_come_newest_first_with_their_answers(qtbot: QtBot) -> None:
    questions = QuestionsList()
    qtbot.addWidget(questions)
    listed = the(questions, QListWidget)
    assert listed.isHidden()  # a job that writes none has no empty list
    questions.add(written(1, 2))
    questions.add(written(3, 1))
    assert not listed.isHidden()
    assert questions.items == [f"Question {i}?\nAnswer {i}" for i in (3, 2, 1)]
    assert the(questions, QLabel).text() == "Questions written: 3"


def test_the_list_is_bounded_and_the_count_is_not(qtbot: QtBot) -> None:
    questions = QuestionsList()
    qtbot.addWidget(questions)
    questions.add(written(0, 150))
    questions.add(written(150, 1000))
    assert len(questions.items) == SHOWN
    assert questions.items[0].startswith("Question 1149?")
    assert questions.items[-1].startswith(f"Question {1150 - SHOWN}?")
    assert the(questions, QLabel).text() == "Questions written: 1,150 (the newest 200 are shown)"
    questions.clear()
    assert (questions.count, questions.items) == (0, [])


def test_who_scrolled_down_keeps_reading_the_same_question(qtbot: QtBot) -> None:
    questions = QuestionsList()
    questions.resize(200, 150)
    show(qtbot, questions)
    questions.add(written(0, 50))
    rows = the(questions, QListWidget)
    rows.scrollToItem(rows.item(30), rows.ScrollHint.PositionAtTop)
    questions.add(written(50, 3))
    top = rows.itemAt(5, 5)
    assert top is not None
    assert top.text() == "Question 19?\nAnswer 19"
