"""The questions and answers of one chat, one under the other, in a scroll area."""

from collections.abc import Iterator

from PySide6.QtCore import QEvent, QObject, QPoint, Qt, Signal
from PySide6.QtGui import QPalette
from PySide6.QtWidgets import (
    QFrame,
    QHBoxLayout,
    QPushButton,
    QScrollArea,
    QVBoxLayout,
    QWidget,
)

from liftapp.ui.chat.turn import TurnView

WIDEST = 130
"""Average letters: longer lines are hard to read."""


class Transcript(QScrollArea):
    """Stays at the end while it grows, unless someone scrolled away from it."""

    earlier_asked = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        """Begin empty."""
        super().__init__(parent)
        self._at_end = True
        self._from_end: int | None = None
        self._target: TurnView | None = None
        self.earlier = QPushButton(self.tr("Show earlier questions"))
        self.earlier.hide()
        self.earlier.clicked.connect(self.earlier_asked)
        self._column = column = QWidget()
        self._turns = QVBoxLayout(column)
        self._turns.addWidget(self.earlier, 0, Qt.AlignmentFlag.AlignHCenter)
        self._turns.addStretch(1)
        self._page = page = QWidget()
        across = QHBoxLayout(page)
        across.setContentsMargins(0, 0, 0, 0)
        across.addStretch(1)
        across.addWidget(column, 1000)
        across.addStretch(1)
        self.setWidget(page)
        self.setWidgetResizable(True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.viewport().setBackgroundRole(QPalette.ColorRole.Base)
        page.setBackgroundRole(QPalette.ColorRole.Base)
        self._limit()
        self.setAccessibleName(self.tr("Questions and answers"))
        self.verticalScrollBar().valueChanged.connect(self._note)
        self.verticalScrollBar().rangeChanged.connect(self._follow)
        self.verticalScrollBar().actionTriggered.connect(self._release)

    def turns(self) -> Iterator[TurnView]:
        """First to last."""
        for i in range(self._turns.count()):
            item = self._turns.itemAt(i)
            widget = item.widget() if item is not None else None
            if isinstance(widget, TurnView):
                yield widget

    def add(self, turn: TurnView) -> None:
        """Put a turn at the end, and go there."""
        self._at_end, self._target = True, None
        self._turns.insertWidget(self._turns.count() - 1, turn)

    def add_before(self, turns: list[TurnView]) -> None:
        """Put turns before all others; what is in sight stays where it is."""
        bar = self.verticalScrollBar()
        self._from_end = bar.maximum() - bar.value()
        for i, turn in enumerate(turns):
            self._turns.insertWidget(1 + i, turn)

    def remove(self, turn: TurnView) -> None:
        """Take a turn away."""
        self._target = None if turn is self._target else self._target
        self._turns.removeWidget(turn)
        turn.hide()
        turn.deleteLater()

    def clear(self) -> None:
        """Take all away."""
        for turn in list(self.turns()):
            self.remove(turn)
        self._at_end, self._from_end, self._target = True, None, None

    def show_turn(self, turn: TurnView) -> None:
        """Scroll to the beginning of a turn; it stays there until someone scrolls or asks."""
        self._target, self._from_end = turn, None
        turn.installEventFilter(self)
        self._go()

    def show_point(self, widget: QWidget, point: QPoint) -> None:
        """Scroll so that a point of a widget is in sight, with some lines around it."""
        self._target = None
        at = widget.mapTo(self._page, point)
        self.ensureVisible(at.x(), at.y(), 0, 3 * self.fontMetrics().height())

    def changeEvent(self, event: QEvent) -> None:  # noqa: N802  Qt's name
        """Letters of another size make other lines."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.FontChange:
            self._limit()

    def _limit(self) -> None:
        self._column.setMaximumWidth(self.fontMetrics().averageCharWidth() * WIDEST)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:  # noqa: N802
        """Go after the turn where what is above it grows."""
        if watched is self._target and event.type() == QEvent.Type.Move:
            self._go()
        return super().eventFilter(watched, event)

    def _go(self) -> None:
        if self._target is not None:
            top = self._target.mapTo(self._page, QPoint()).y()
            self.verticalScrollBar().setValue(top)

    def _release(self) -> None:
        self._target = None

    def _note(self, value: int) -> None:
        slack = self.fontMetrics().height()
        self._at_end = value >= self.verticalScrollBar().maximum() - slack

    def _follow(self, _: int, maximum: int) -> None:
        if self._target is not None:
            self._go()
        elif self._from_end is not None:
            from_end, self._from_end = self._from_end, None
            self.verticalScrollBar().setValue(maximum - from_end)
        elif self._at_end:
            self.verticalScrollBar().setValue(maximum)
