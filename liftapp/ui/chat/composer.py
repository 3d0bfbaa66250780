"""Where a question is written: Enter asks, Shift+Enter makes a new line."""

import math

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import (
    QComboBox,
    QHBoxLayout,
    QLabel,
    QPlainTextEdit,
    QPushButton,
    QSizePolicy,
    QVBoxLayout,
    QWidget,
)

from liftapp.ui.chat import phrases
from liftapp.ui.chat.wish import AskWish

MOST_LINES = 6


class QuestionEdit(QPlainTextEdit):
    """Grows with its lines, up to MOST_LINES."""

    entered = Signal()
    escaped = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        """Begin empty."""
        super().__init__(parent)
        self.setTabChangesFocus(True)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setAccessibleName(self.tr("Question"))
        self.setPlaceholderText(self.tr("Ask about this document (Shift+Enter makes a new line)"))
        self.document().documentLayout().documentSizeChanged.connect(self.updateGeometry)

    def sizeHint(self) -> QSize:  # noqa: N802
        """As high as its lines."""
        # This layout counts its height in lines.
        lines = min(MOST_LINES, max(1, math.ceil(self.document().size().height())))
        line = self.fontMetrics().lineSpacing()
        margins = 2 * (self.frameWidth() + math.ceil(self.document().documentMargin()))
        # A quarter of a line more, or Qt thinks that the last one does not fit.
        return QSize(super().sizeHint().width(), lines * line + margins + line // 4)

    def minimumSizeHint(self) -> QSize:  # noqa: N802
        """The same height, as narrow as it must."""
        return QSize(self.fontMetrics().averageCharWidth() * 10, self.sizeHint().height())

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802
        """Enter and Escape are told; the rest is typed."""
        shift = event.modifiers() & Qt.KeyboardModifier.ShiftModifier
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and not shift:
            self.entered.emit()
        elif event.key() == Qt.Key.Key_Escape:
            self.escaped.emit()
        else:
            super().keyPressEvent(event)


class Composer(QWidget):
    """A new question, or an earlier one that is being changed."""

    asked = Signal(object)
    """An AskWish."""
    stop_asked = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        """Begin with an empty question."""
        super().__init__(parent)
        self._busy = False
        self._editing: AskWish | None = None
        self.edit = QuestionEdit()
        self.mode = QComboBox()
        self.mode.setAccessibleName(self.tr("Answer with"))
        for mode, name in phrases.modes():
            self.mode.addItem(name, mode)
        # Beside a page in a small window it may be narrower than its longest line.
        self.mode.setMinimumWidth(self.fontMetrics().averageCharWidth() * 14)
        self.send = QPushButton(self.tr("&Ask"), default=True)
        self.stop = QPushButton(self.tr("&Stop"))
        self.stop.hide()
        self.banner = QWidget()
        self.banner.hide()
        self.cancel = QPushButton(self.tr("Cancel"))
        self.edit.entered.connect(self._send)
        self.edit.escaped.connect(self._escape)
        self.edit.textChanged.connect(self._enable)
        self.send.clicked.connect(self._send)
        self.stop.clicked.connect(self.stop_asked)
        self.cancel.clicked.connect(self._leave_edit)
        self._lay_out()
        self._enable()

    def set_busy(self, busy: bool) -> None:
        """While an answer comes, Stop takes the place of Ask; the next question can be written."""
        had_focus = self.stop.hasFocus() or self.send.hasFocus()
        self._busy = busy
        self.send.setVisible(not busy)
        self.stop.setVisible(busy)
        if had_focus:
            (self.stop if busy else self.edit).setFocus()
        self._enable()

    def start_edit(self, wish: AskWish) -> None:
        """Let an earlier question be changed; its mode stays."""
        self._editing = wish
        self.mode.setCurrentIndex(self.mode.findData("compare" if wish.compare else wish.mode))
        self.mode.setEnabled(False)
        self.banner.show()
        self.edit.setPlainText(wish.question)
        self.edit.selectAll()
        self.edit.setFocus()

    def clear(self) -> None:
        """Forget what was being written."""
        self._leave_edit()
        self.edit.clear()

    def _send(self) -> None:
        question = self.edit.toPlainText().strip()
        if not question or self._busy:
            return
        mode, editing = self.mode.currentData(), self._editing
        compare = mode == "compare"
        wish = AskWish(question, "both" if compare else mode, compare)
        if editing is not None:
            wish = AskWish(
                question, editing.mode, editing.compare,
                replaces=editing.replaces, twin=editing.twin,
            )  # fmt: skip
        self.clear()
        self.asked.emit(wish)

    def _escape(self) -> None:
        if self._busy:
            self.stop_asked.emit()
        elif self._editing is not None:
            self.clear()

    def _leave_edit(self) -> None:
        if self._editing is not None:
            self._editing = None
            self.edit.clear()
        self.banner.hide()
        self.mode.setEnabled(True)

    def _enable(self) -> None:
        self.send.setEnabled(not self._busy and bool(self.edit.toPlainText().strip()))

    def _lay_out(self) -> None:
        banner = QHBoxLayout(self.banner)
        banner.setContentsMargins(0, 0, 0, 0)
        words = self.tr("Changing an earlier question; its answer is replaced.")
        banner.addWidget(QLabel(words, wordWrap=True), 1)
        banner.addWidget(self.cancel)
        label = QLabel(self.tr("Answer &with:"))
        label.setBuddy(self.mode)
        below = QHBoxLayout()
        below.addWidget(label)
        below.addWidget(self.mode)
        below.addStretch(1)
        below.addWidget(self.send)
        below.addWidget(self.stop)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(self.banner)
        layout.addWidget(self.edit)
        layout.addLayout(below)
