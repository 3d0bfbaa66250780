"""Finding words in the chat."""

from collections.abc import Iterable
from dataclasses import dataclass

from PySide6.QtCore import QPoint, Qt, Signal
from PySide6.QtGui import QKeyEvent, QTextCursor
from PySide6.QtWidgets import QHBoxLayout, QLabel, QLineEdit, QPushButton, QWidget

from liftapp.ui.chat.answer_text import AnswerText
from liftapp.ui.chat.turn import TurnView
from liftapp.ui.chat.words import units


@dataclass(frozen=True)
class Match:
    """Letters [start, start + length) of a question or of an answer, in Qt's positions."""

    widget: QLabel | AnswerText
    start: int
    length: int

    def select(self) -> QPoint:
        """Select it; where in its widget that is."""
        if isinstance(self.widget, QLabel):
            self.widget.setSelection(self.start, self.length)
            return QPoint(0, 0)
        cursor = self.widget.textCursor()
        cursor.setPosition(self.start)
        cursor.setPosition(self.start + self.length, QTextCursor.MoveMode.KeepAnchor)
        self.widget.setTextCursor(cursor)
        return self.widget.cursorRect().center()


def matches(turns: Iterable[TurnView], words: str) -> list[Match]:
    """Where `words` stand in the chat, whatever their case, first to last."""
    found = []
    for turn in turns:
        texts: list[tuple[QLabel | AnswerText, str]] = [(turn.question, turn.question.text())]
        texts += [(answer.text, answer.text.toPlainText()) for answer in turn.answers.values()]
        for widget, text in texts:
            found += [Match(widget, units(text, at), units(words, len(words)))
                      for at in occurrences(text, words)]  # fmt: skip
    return found


def occurrences(text: str, words: str) -> list[int]:
    """Where `words` begin in `text`; letters keep their places, so no folding that adds some."""
    text, words, at, found = text.lower(), words.lower(), 0, []
    while words and (at := text.find(words, at)) >= 0:
        found.append(at)
        at += len(words)
    return found


class FindBar(QWidget):
    """A field, how many were found, next and previous. Escape closes it."""

    searched = Signal(str)
    moved = Signal(int)
    """+1 for the next match, -1 for the previous one."""
    closed = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        """Begin empty."""
        super().__init__(parent)
        self.field = QLineEdit(clearButtonEnabled=True)
        self.field.setAccessibleName(self.tr("Find in this chat"))
        self.field.setPlaceholderText(self.tr("Find in this chat"))
        self.count = QLabel()
        self.previous = QPushButton(self.tr("&Previous"))
        self.next = QPushButton(self.tr("&Next"))
        self.close_button = QPushButton(self.tr("Close"))
        self.field.textChanged.connect(self.searched)
        self.next.clicked.connect(lambda: self.moved.emit(1))
        self.previous.clicked.connect(lambda: self.moved.emit(-1))
        self.close_button.clicked.connect(self.closed)
        layout = QHBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        for widget in (self.field, self.count, self.previous, self.next, self.close_button):
            layout.addWidget(widget, int(widget is self.field))

    def tell(self, current: int, total: int) -> None:
        """Say which of how many matches is shown; `current` from 0."""
        text = self.tr("nothing found") if self.field.text() else ""
        if total:
            shown, all_of_them = (self.locale().toString(n) for n in (current + 1, total))
            text = self.tr("{shown} of {total}").format(shown=shown, total=all_of_them)
        self.count.setText(text)
        for button in (self.previous, self.next):
            button.setEnabled(total > 1)

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802
        """Enter goes on, with Shift back; Escape closes."""
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            back = event.modifiers() & Qt.KeyboardModifier.ShiftModifier
            self.moved.emit(-1 if back else 1)
        elif event.key() == Qt.Key.Key_Escape:
            self.closed.emit()
        else:
            super().keyPressEvent(event)
