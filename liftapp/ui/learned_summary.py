"""What was learned, in figures and by the short exam, and the way to ask about it."""

from collections.abc import Mapping

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFormLayout, QLabel, QPushButton, QVBoxLayout, QWidget

from liftapp.config import is_trained
from liftapp.library import MemoryRecord, OwnExam
from liftapp.ui.learned_exam import LearnedExam
from liftapp.ui.words import duration, size


class LearnedSummary(QWidget):
    """Figures of a finished memory."""

    ask_asked = Signal(str)
    """The memory's id."""
    more_asked = Signal(str)
    """The same, where sections that are not learned are to be learned more."""

    def __init__(self, parent: QWidget | None = None) -> None:
        """Begin empty; `show_learned` fills it."""
        super().__init__(parent)
        self._memory = ""
        self._heading = QLabel(wordWrap=True, textFormat=Qt.TextFormat.PlainText)
        self._form = QFormLayout()
        self.exam = LearnedExam()
        self.exam.more_asked.connect(lambda: self.more_asked.emit(self._memory))
        self._remark = QLabel(wordWrap=True)
        self.ask = QPushButton(self.tr("&Ask about it"), default=True)
        self.ask.clicked.connect(lambda: self.ask_asked.emit(self._memory))
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(self._heading)
        layout.addLayout(self._form)
        layout.addWidget(self.exam)
        layout.addWidget(self._remark)
        layout.addWidget(self.ask, 0, Qt.AlignmentFlag.AlignLeft)
        font = self._heading.font()
        font.setBold(True)
        self._heading.setFont(font)

    @property
    def rows(self) -> dict[str, str]:
        """The figures as shown."""
        out = {}
        for i in range(self._form.rowCount()):
            items = [self._form.itemAt(i, role) for role in
                     (QFormLayout.ItemRole.LabelRole, QFormLayout.ItemRole.FieldRole)]  # fmt: skip
            name, value = (item.widget() for item in items if item is not None)
            if isinstance(name, QLabel) and isinstance(value, QLabel):
                out[name.text()] = value.text()
        return out

    def show_learned(
        self, record: MemoryRecord, figures: Mapping[str, float] | None, first_loss: float | None,
        stopped_early: bool, exam: OwnExam | None = None,
    ) -> None:  # fmt: skip
        """Fill it; without `figures` the memory was in the library already.

        `first_loss` is the first held-out loss that was measured, to compare with.
        """
        self._memory = record.id
        self.exam.show_exam(exam, trained=is_trained(record.kind))
        while self._form.rowCount():
            self._form.removeRow(0)
        if figures is None:
            words = self.tr("“{name}” was learned before; there was nothing to do.")
            self._heading.setText(words.format(name=record.name))
            self._remark.clear()
            return
        self._heading.setText(self.tr("Learned: “{name}”").format(name=record.name))
        for name, value in self._figures(record, figures, first_loss):
            self._form.addRow(name, QLabel(value))
        early = self.tr(
            "It stopped before the last step: enough of the questions were known, or the held-out "
            "loss no longer fell."
        )
        self._remark.setText(early if stopped_early else "")
        self._remark.setVisible(stopped_early)

    def _figures(
        self, record: MemoryRecord, figures: Mapping[str, float], first_loss: float | None
    ) -> list[tuple[str, str]]:
        locale = self.locale()
        seconds = figures.get("question_seconds", 0) + figures.get("train_seconds", 0)
        counts = [(self.tr("Passages read"), "steps")]
        if is_trained(record.kind):
            counts = [
                (self.tr("Questions learned from"), "questions"),
                (self.tr("Sentences covered"), "sentences_covered"),
                (self.tr("Steps"), "steps"),
            ]
        rows = [
            (name, locale.toString(round(figures[key]))) for name, key in counts if key in figures
        ]
        rows.append((self.tr("Time"), duration(locale, seconds)))
        if "held_out_loss" in figures:
            words = locale.toString(figures["held_out_loss"], "f", 2)
            if first_loss is not None:
                before = locale.toString(first_loss, "f", 2)
                words = self.tr("{loss} (at first {before}; lower is better)").format(
                    loss=words, before=before
                )
            rows.append((self.tr("Held-out loss"), words))
        rows.append((self.tr("Size"), size(locale, record.size)))
        return rows
