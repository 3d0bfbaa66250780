"""The named phases of a job, one line each: done, now, or still to come."""

from enum import StrEnum

from PySide6.QtGui import QAccessible, QAccessibleAnnouncementEvent
from PySide6.QtWidgets import QLabel, QVBoxLayout, QWidget


class State(StrEnum):
    """Where a phase stands; the value is the mark before its words."""

    DONE = "✓"
    NOW = "▸"
    TO_COME = "○"


EXPECTED = ("read", "questions", "learn", "exam")
"""Every job has these; another one gets its line when it begins."""


class Phases(QWidget):
    """Lines in the order of the phases; the one that runs is bold."""

    def __init__(self, parent: QWidget | None = None) -> None:
        """Begin with the expected phases, all to come."""
        super().__init__(parent)
        self._layout = QVBoxLayout(self)
        self._layout.setContentsMargins(0, 0, 0, 0)
        self._lines: dict[str, QLabel] = {}
        self._words: dict[str, str] = {}
        self.reset()

    @property
    def text(self) -> str:
        """All lines, as they are read."""
        return "\n".join(line.text() for line in self._lines.values())

    def reset(self) -> None:
        """Forget the job before."""
        for stage in list(self._lines):
            self._take(stage)
        self._words.clear()
        for stage in EXPECTED:
            self._set(stage, State.TO_COME)

    def begin(self, stage: str) -> None:
        """`stage` runs now and whatever stands before it is done, or is left out of this job."""
        self._leave_out(stage)
        if stage not in self._lines:
            self._set(stage, State.NOW)
        state = State.DONE
        for each in self._lines:
            now = each == stage
            self._set(each, State.NOW if now else state)
            state = State.TO_COME if now else state
        words = QAccessibleAnnouncementEvent(self, self.name(stage))
        QAccessible.updateAccessibility(words)

    def _leave_out(self, stage: str) -> None:
        """Take away what is still to come and stands before a stage that begins."""
        before = list(self._lines)
        for each in before[: before.index(stage)] if stage in before else ():
            if self._lines[each].text().startswith(State.TO_COME):
                self._take(each)

    def tell(self, stage: str, words: str) -> None:
        """Say more about a phase: how far it is, what it found."""
        self._words[stage] = words
        self._set(stage, State(self._lines[stage].text()[0]))

    def finish(self) -> None:
        """All is done."""
        for stage in self._lines:
            self._set(stage, State.DONE)

    def name(self, stage: str) -> str:
        """A phase's name as people read it."""
        return {
            "read": self.tr("Reading the document and loading the model"),
            "questions": self.tr("Writing questions"),
            "learn": self.tr("Learning"),
            "exam": self.tr("Asking what was learned"),
        }.get(stage, stage)

    def _take(self, stage: str) -> None:
        line = self._lines.pop(stage)
        self._layout.removeWidget(line)
        line.hide()
        line.deleteLater()

    def _set(self, stage: str, state: State) -> None:
        if stage not in self._lines:
            self._lines[stage] = QLabel(wordWrap=True)
            self._layout.addWidget(self._lines[stage])
        line, words = self._lines[stage], self._words.get(stage)
        line.setText(f"{state} {self.name(stage)}" + (f": {words}" if words else ""))
        font = line.font()
        font.setBold(state is State.NOW)
        line.setFont(font)
        said = {
            State.DONE: self.tr("done"),
            State.NOW: self.tr("running"),
            State.TO_COME: self.tr("still to come"),
        }[state]
        line.setAccessibleName(f"{line.text()[2:]} ({said})")
