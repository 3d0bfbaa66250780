"""A sign of life: the engine says every second that it is alive, and this shows it."""

from PySide6.QtCore import QElapsedTimer, QPointF, QRectF, QSize, Qt, QTimer
from PySide6.QtGui import QPainter, QPaintEvent, QPalette, QPen
from PySide6.QtWidgets import QHBoxLayout, QLabel, QWidget

QUIET_S = 4
"""After so many seconds without a beat it says so; loading a model can hold one back a little."""


class Pulse(QWidget):
    """A dot that fills and empties with each beat, and how long it has been quiet in words."""

    def __init__(self, parent: QWidget | None = None) -> None:
        """Begin still; `start` awaits beats."""
        super().__init__(parent)
        self._since, self._timer = QElapsedTimer(), QTimer(self, interval=1000)
        self._timer.timeout.connect(self._tell)
        self._dot, self._label = _Dot(), QLabel()
        layout = QHBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(self._dot)
        layout.addWidget(self._label)

    @property
    def text(self) -> str:
        """What it says."""
        return self._label.text()

    def start(self) -> None:
        """Expect beats from now on."""
        self._since.start()
        self._timer.start()
        self._tell()

    def beat(self) -> None:
        """Take one sign of life."""
        if self._timer.isActive():
            self._since.start()
            self._dot.turn()
            self._tell()

    def stop(self, words: str) -> None:
        """Expect no more beats, and say `words` instead."""
        self._timer.stop()
        self._dot.rest()
        self._label.setText(words)

    def _tell(self) -> None:
        quiet = self._since.elapsed() // 1000
        if quiet < QUIET_S:
            self._label.setText(self.tr("Working"))
            return
        words = self.tr("No sign of life for {n} s; the machine may be busy")
        self._label.setText(words.format(n=self.locale().toString(quiet)))


class _Dot(QWidget):
    """Full, empty, or (at rest) a dash."""

    def __init__(self) -> None:
        super().__init__()
        self._full: bool | None = None

    def turn(self) -> None:
        """From full to empty and back."""
        self._full = not self._full
        self.update()

    def rest(self) -> None:
        """Neither."""
        self._full = None
        self.update()

    def sizeHint(self) -> QSize:  # noqa: N802
        """A letter's size."""
        return QSize(self.fontMetrics().height(), self.fontMetrics().height())

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: N802
        """Draw the dot."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        colour = self.palette().color(QPalette.ColorRole.Accent)
        side = self.fontMetrics().height() * 0.5
        box = QRectF(0, 0, side, side)
        box.moveCenter(QRectF(self.rect()).center())
        painter.setPen(QPen(colour, side / 5))
        if self._full is None:
            painter.setPen(QPen(self.palette().color(QPalette.ColorRole.Mid), side / 5))
            middle = QPointF(0, side / 2)
            painter.drawLine(box.topLeft() + middle, box.topRight() + middle)
            return
        painter.setBrush(colour if self._full else Qt.BrushStyle.NoBrush)
        painter.drawEllipse(box)
