"""What the shading of an answer means: the same five shades, in words and numbers."""

from PySide6.QtCore import QPointF, QRectF, QSize
from PySide6.QtGui import QFontMetricsF, QPainter, QPaintEvent, QPalette
from PySide6.QtWidgets import QSizePolicy, QWidget

from liftapp.ui.chat.phrases import percent
from liftapp.ui.chat.shading import Shades, underline

STEPS = (0.0, 0.25, 0.5, 0.75, 1.0)
Box = tuple[QRectF, str, float | None]
"""Place, words, share or None for plain words."""


class Legend(QWidget):
    """One line: "From memory: none 0 % 25 % 50 % 75 % 100 % all", each figure shaded as a word."""

    def __init__(self, parent: QWidget | None = None) -> None:
        """Show the scale."""
        super().__init__(parent)
        self.setSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Fixed)
        self.setAccessibleName(self.tr("Legend"))
        meaning = self.tr(
            "The stronger a word's ground and the thicker the line under it, the more of it came "
            "from memory rather than from the text in view."
        )
        self.setAccessibleDescription(meaning)
        self.setToolTip(meaning)

    def sizeHint(self) -> QSize:  # noqa: N802
        """As wide as its words."""
        return self._size(self._boxes(short=False))

    def minimumSizeHint(self) -> QSize:  # noqa: N802
        """The same without the words that the first and the last shade say as well."""
        return self._size(self._boxes(short=True))

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: N802
        """Words and shades."""
        painter, shades = QPainter(self), Shades(self.palette())
        metrics = QFontMetricsF(self.font())
        for box, text, share in self._boxes(short=self.width() < self.sizeHint().width()):
            role = QPalette.ColorRole.WindowText if share is None else QPalette.ColorRole.Text
            if share is not None:
                painter.fillRect(box, shades.behind(share))
                thick = underline(share, self._line())
                below = QRectF(box.left(), box.bottom() - thick, box.width(), thick)
                painter.fillRect(below, shades.line)
            painter.setPen(self.palette().color(role))
            left = box.center().x() - metrics.horizontalAdvance(text) / 2
            painter.drawText(QPointF(left, box.top() + metrics.ascent()), text)

    def _line(self) -> float:
        return QFontMetricsF(self.font()).height()

    def _size(self, boxes: list[Box]) -> QSize:
        return QSize(round(boxes[-1][0].right()) + 1, round(self._line() * 1.3) + 1)

    def _boxes(self, *, short: bool) -> list[Box]:
        """From left to right."""
        parts: list[tuple[str, float | None]] = [(self.tr("From memory:"), None)]
        ends = [] if short else [self.tr("none"), self.tr("all")]
        parts += [(text, None) for text in ends[:1]]
        parts += [(percent(self.locale(), share), share) for share in STEPS]
        parts += [(text, None) for text in ends[1:]]
        metrics = QFontMetricsF(self.font())
        space = metrics.averageCharWidth()
        boxes, x = list[Box](), 0.0
        for text, share in parts:
            width = metrics.horizontalAdvance(text) + (0 if share is None else 2 * space)
            boxes.append((QRectF(x, 0, width, self._line() * 1.2), text, share))
            x += width + space / 2
        return boxes
