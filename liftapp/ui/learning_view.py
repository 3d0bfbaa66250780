"""Learning as it happens: phases, figures, losses, questions; pause, resume, cancel."""

from enum import Enum, auto

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import (
    QHBoxLayout,
    QLabel,
    QMessageBox,
    QPushButton,
    QSplitter,
    QTabWidget,
    QVBoxLayout,
    QWidget,
)

from liftapp.events import Done, Event, QuestionWritten, StepDone
from liftapp.library import MemoryRecord, OwnExam
from liftapp.ui.job_queue import Job, JobQueue
from liftapp.ui.learned_summary import LearnedSummary
from liftapp.ui.learning_progress import LearningProgress
from liftapp.ui.loss_curve import LossCurve
from liftapp.ui.loss_table import LossTable
from liftapp.ui.losses import Losses
from liftapp.ui.pulse import Pulse
from liftapp.ui.questions_list import QuestionsList
from liftapp.ui.queue_view import QueueView


class State(Enum):
    """What the shown job does; NONE where no job is shown."""

    NONE = auto()
    RUNNING = auto()
    STOPPING = auto()
    PAUSED = auto()
    DONE = auto()
    FAILED = auto()


class LearningView(QWidget):
    """One job and the queue behind it; jobs are named by their own id."""

    pause_asked = Signal(str)
    resume_asked = Signal(str)
    cancel_asked = Signal(str, bool)
    """The job, and whether to keep what was learned so that it can be resumed."""
    ask_asked = Signal(str)
    """The memory that was learned."""
    more_asked = Signal(str)
    """The memory whose sections that are not learned are to be learned more."""

    def __init__(self, queue: JobQueue, parent: QWidget | None = None) -> None:
        """Show the queue; `begin` shows a job."""
        super().__init__(parent)
        self._job, self._state = "", State.NONE
        self._figures: dict[str, float] | None = None
        self._last_step: StepDone | None = None
        self._losses = Losses()
        self._title = QLabel(wordWrap=True, textFormat=Qt.TextFormat.PlainText)
        self.pulse, self.progress, self.summary = Pulse(), LearningProgress(), LearnedSummary()
        self._failure = QLabel(wordWrap=True, textFormat=Qt.TextFormat.PlainText)
        self.curve, self.table = LossCurve(self._losses), LossTable(self._losses)
        self._tabs = QTabWidget(documentMode=True)
        self.questions = QuestionsList()
        self.pause = QPushButton(self.tr("&Pause"))
        self.resume = QPushButton(self.tr("&Resume"))
        self.cancel = QPushButton(self.tr("&Cancel…"))
        self.pause.clicked.connect(self._pause)
        self.resume.clicked.connect(lambda: self.resume_asked.emit(self._job))
        self.cancel.clicked.connect(self._ask_cancel)
        self.summary.ask_asked.connect(self.ask_asked)
        self.summary.more_asked.connect(self.more_asked)
        self._lay_out(QueueView(queue))
        self.clear()

    def begin(self, job: Job, forecast_minutes: float | None = None) -> None:
        """Show a job from its start; also where it goes on after a pause."""
        if job.id != self._job:
            self.clear()
        self._job, self._last_step, self._figures = job.id, None, None
        self._title.setText(job.title)
        self.progress.begin(forecast_minutes)
        self.pulse.start()
        self._enter(State.RUNNING)

    def call(self, name: str) -> None:
        """Show what the job's memory is called."""
        self._title.setText(name)

    def clear(self) -> None:
        """Show no job: the last one was cancelled and is of no more interest."""
        self._job = ""
        self._title.setText(self.tr("Nothing is being learned"))
        self.questions.clear()
        self._losses.clear()
        self._redraw()
        self._rest(State.NONE, "")

    def take(self, events: list[Event]) -> None:
        """Show what happened, all at once."""
        written = [e for e in events if isinstance(e, QuestionWritten)]
        if written:
            self.questions.add(written)
        grown = False
        for event in events:
            if isinstance(event, StepDone):
                grown = self._losses.add(event) or grown
                if event.stage == "learn":
                    self._last_step = event
            elif isinstance(event, Done):
                self._figures = event.figures
        self.progress.take(events)
        if grown:
            self._redraw()

    def beat(self) -> None:
        """Take a sign of life of the engine."""
        self.pulse.beat()

    def show_stopped(self) -> None:
        """The job stopped where it was asked to; it can be resumed."""
        self._rest(State.PAUSED, self.tr("Paused; what was learned so far is kept"))

    def show_failed(self, sentence: str, *, resumable: bool) -> None:
        """The job ended with an error, told in one sentence."""
        self._failure.setText(sentence)
        self._rest(State.FAILED, self.tr("Stopped"))
        self.resume.setVisible(resumable)

    def show_finished(self, record: MemoryRecord, exam: OwnExam | None = None) -> None:
        """The memory is in the library, with its short exam where one was held."""
        held_out = self._losses.held_out
        last = self._last_step
        early = last is not None and last.step < last.num_steps
        first = held_out[0].held_out if held_out else None
        self.summary.show_learned(record, self._figures, first, early, exam)
        self.progress.finish()
        self.call(record.name)
        self._rest(State.DONE, self.tr("Finished"))
        self.summary.ask.setFocus()

    @property
    def state(self) -> State:
        """What the shown job does."""
        return self._state

    def _rest(self, state: State, words: str) -> None:
        self.pulse.stop(words)
        self.progress.rest()
        self._enter(state)

    def _enter(self, state: State) -> None:
        self._state = state
        running, paused = state is State.RUNNING, state in (State.PAUSED, State.FAILED)
        self.pause.setVisible(running or state is State.STOPPING)
        self.pause.setEnabled(running)
        self.resume.setVisible(paused)
        self.cancel.setVisible(state not in (State.NONE, State.DONE))
        self.progress.setVisible(state is not State.NONE)
        self.cancel.setEnabled(state is not State.STOPPING)
        self.summary.setVisible(state is State.DONE)
        self._failure.setVisible(state is State.FAILED)

    def _pause(self) -> None:
        self._stop_soon()
        self.pause_asked.emit(self._job)

    def _stop_soon(self) -> None:
        if self._state is State.RUNNING:
            self._enter(State.STOPPING)
            self.progress.say(self.tr("Stopping after this step…"))

    def _ask_cancel(self) -> None:
        """Ask without stopping the event loop: learning goes on meanwhile."""
        box = QMessageBox(
            QMessageBox.Icon.Question,
            self.tr("Cancel learning"),
            self.tr("Stop learning “{name}”?").format(name=self._title.text()),
            parent=self,
        )
        box.setTextFormat(Qt.TextFormat.PlainText)
        box.setInformativeText(
            self.tr("What was learned so far can be kept, to resume later, or thrown away.")
        )
        accept, destroy = QMessageBox.ButtonRole.AcceptRole, QMessageBox.ButtonRole.DestructiveRole
        keep = box.addButton(self.tr("&Keep what was learned (resume later)"), accept)
        discard = box.addButton(self.tr("&Discard"), destroy)
        stay = box.addButton(self.tr("&Go on learning"), QMessageBox.ButtonRole.RejectRole)
        box.setDefaultButton(keep)
        box.setEscapeButton(stay)
        box.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        job = self._job
        keep.clicked.connect(lambda: self._cancel(job, keep=True))
        discard.clicked.connect(lambda: self._cancel(job, keep=False))
        box.open()

    def _cancel(self, job: str, *, keep: bool) -> None:
        if job == self._job and self._state is not State.DONE:  # it may have ended meanwhile
            self._stop_soon()
            self.cancel_asked.emit(job, keep)

    def _redraw(self) -> None:
        """The losses; hidden where a job has none."""
        self.curve.refresh()
        self.table.refresh()
        self._tabs.setVisible(bool(self._losses.points))

    def _lay_out(self, queue: QueueView) -> None:
        font = self._title.font()
        font.setBold(True)
        font.setPointSizeF(font.pointSizeF() * 1.3)
        self._title.setFont(font)
        top, buttons = QHBoxLayout(), QHBoxLayout()
        top.addWidget(self._title, 1)
        top.addWidget(self.pulse)
        for button in (self.pause, self.resume, self.cancel):
            buttons.addWidget(button)
        buttons.addStretch(1)
        self._tabs.setAccessibleName(self.tr("Losses"))
        self._tabs.addTab(self.curve, self.tr("Loss c&urve"))
        self._tabs.addTab(self.table, self.tr("&Table"))
        split = QSplitter(Qt.Orientation.Horizontal, childrenCollapsible=False)
        split.addWidget(self._tabs)
        split.addWidget(self.questions)
        split.setSizes([300, 200])  # shares, not pixels
        layout = QVBoxLayout(self)
        layout.addLayout(top)
        for widget in (self._failure, self.progress, self.summary):
            layout.addWidget(widget)
        layout.addLayout(buttons)
        layout.addWidget(split, 1)
        layout.addWidget(queue)
