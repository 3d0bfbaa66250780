"""The colours of the heat map, with numbers."""

from PySide6.QtCore import QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QFontMetricsF, QLinearGradient, QPainter, QPaintEvent, QPalette
from PySide6.QtWidgets import QSizePolicy, QWidget

from liftapp.ui.chat.legend import STEPS
from liftapp.ui.chat.phrases import percent
from liftapp.ui.chat.shading import Shades


class GateScale(QWidget):
    """A band from no memory to memory alone, ticks under it."""

    def __init__(self, parent: QWidget | None = None) -> None:
        """Show the scale."""
        super().__init__(parent)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
        self.setAccessibleName(self.tr("Scale of memory use, 0 to 100 per cent"))

    def sizeHint(self) -> QSize:  # noqa: N802
        """Forty letters wide, two lines high."""
        metrics = self.fontMetrics()
        return QSize(metrics.averageCharWidth() * 45, round(metrics.height() * 2.2))

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: N802
        """Band, frame, ticks, figures."""
        painter, metrics = QPainter(self), QFontMetricsF(self.font())
        shades, half = Shades(self.palette()), metrics.averageCharWidth() * 5
        width = min(self.width(), self.sizeHint().width()) - 2 * half
        band = QRectF(half, 1, width, metrics.height() * 0.7)
        gradient = QLinearGradient(band.topLeft(), band.topRight())
        for share in STEPS:
            gradient.setColorAt(share, shades.cell(share))
        painter.fillRect(band, gradient)
        painter.setPen(self.palette().color(QPalette.ColorRole.WindowText))
        painter.drawRect(band)
        for share in STEPS:
            x = band.left() + band.width() * share
            low = band.bottom() + metrics.height() / 5
            painter.drawLine(QPointF(x, band.bottom()), QPointF(x, low))
            box = QRectF(x - half, low, 2 * half, metrics.height())
            text = percent(self.locale(), share)
            painter.drawText(box, Qt.AlignmentFlag.AlignHCenter, text)
