"""The loss curve, painted in the palette's colours; `loss_table` is its twin in figures."""

import math
from collections.abc import Iterable

from PySide6.QtCore import QEvent, QPointF, QRectF, QSize, Qt
from PySide6.QtGui import (
    QFontMetricsF,
    QHelpEvent,
    QPainter,
    QPaintEvent,
    QPalette,
    QPen,
    QPolygonF,
)
from PySide6.QtWidgets import QSizePolicy, QToolTip, QWidget

from liftapp.ui.losses import Losses, LossPoint, thinned

LABELS = 5
"""About so many lines are drawn across each axis."""


class LossCurve(QWidget):
    """Training loss as a plain line, held-out loss as dashes between marks.

    The lines differ in shape, not only in colour. `losses` is shared: call `refresh` when it grew.
    """

    def __init__(self, losses: Losses, parent: QWidget | None = None) -> None:
        """Draw these losses."""
        super().__init__(parent)
        self._losses = losses
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        self.setAccessibleName(self.tr("Loss curve"))
        self.refresh()

    def refresh(self) -> None:
        """Draw again, and say in words where the losses are."""
        self.setAccessibleDescription(self._words(self._losses.points[-1:]))
        self.update()

    def sizeHint(self) -> QSize:  # noqa: N802  Qt's name
        """Forty letters wide, twelve lines high."""
        metrics = self.fontMetrics()
        return QSize(metrics.averageCharWidth() * 60, metrics.height() * 12)

    def minimumSizeHint(self) -> QSize:  # noqa: N802
        """Half of that."""
        return self.sizeHint() / 2

    def event(self, event: QEvent) -> bool:
        """Show the figures of the step under the pointer."""
        if isinstance(event, QHelpEvent) and event.type() == QEvent.Type.ToolTip:
            nearest = self._nearest(event.pos().x())
            if nearest is None:
                QToolTip.hideText()
            else:
                QToolTip.showText(event.globalPos(), self._words([nearest]), self)
            return True
        return super().event(event)

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: N802
        """Axes, legend, lines."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        area = self._area()
        self._draw_axes(painter, area)
        self._draw_legend(painter, area)
        points = self._losses.points
        # One point a pixel is all that can be seen.
        thin = thinned([(p.step, p.loss) for p in points], max(50, int(area.width())))
        painter.setPen(self._training_pen())
        painter.drawPolyline(self._line(thin, area))
        held_out = [(p.step, p.held_out) for p in self._losses.held_out if p.held_out is not None]
        line = self._line(held_out, area)
        painter.setPen(self._held_out_pen())
        painter.drawPolyline(line)
        for i in range(line.size()):
            self._draw_mark(painter, line.at(i))

    def _draw_axes(self, painter: QPainter, area: QRectF) -> None:
        faint = self.palette().color(QPalette.ColorRole.WindowText)
        faint.setAlphaF(0.3)
        text = self.palette().color(QPalette.ColorRole.WindowText)
        metrics, locale = QFontMetricsF(self.font()), self.locale()
        low, high = self._range()
        for value in ticks(low, high):
            y = self._y(value, area)
            painter.setPen(QPen(faint, 0.5))
            painter.drawLine(QPointF(area.left(), y), QPointF(area.right(), y))
            painter.setPen(text)
            box = QRectF(
                0,
                y - metrics.height() / 2,
                area.left() - metrics.averageCharWidth(),
                metrics.height(),
            )
            painter.drawText(box, int(Qt.AlignmentFlag.AlignRight), locale.toString(value, "g", 3))
        painter.setPen(QPen(text, 1))
        painter.drawLine(area.bottomLeft(), area.bottomRight())
        painter.drawLine(area.topLeft(), area.bottomLeft())
        for value in ticks(0, self._steps(), whole=True):
            x, half = self._x(value, area), metrics.averageCharWidth() * 5
            box = QRectF(x - half, area.bottom() + metrics.height() / 4, 2 * half, metrics.height())
            painter.drawText(box, int(Qt.AlignmentFlag.AlignHCenter), locale.toString(round(value)))
        below = QRectF(
            area.left(), self.height() - metrics.height() * 1.2, area.width(), metrics.height()
        )
        painter.drawText(below, int(Qt.AlignmentFlag.AlignHCenter), self.tr("Step"))

    def _draw_legend(self, painter: QPainter, area: QRectF) -> None:
        metrics = QFontMetricsF(self.font())
        y, x, sample = metrics.height() * 0.7, area.left(), metrics.averageCharWidth() * 4
        names = [(self.tr("Training loss (nats per token)"), self._training_pen(), False)]
        if self._losses.held_out:
            words = self.tr("Held-out loss: questions kept back")
            names.append((words, self._held_out_pen(), True))
        for name, pen, marked in names:
            painter.setPen(pen)
            painter.drawLine(QPointF(x, y), QPointF(x + sample, y))
            if marked:
                self._draw_mark(painter, QPointF(x + sample / 2, y))
            painter.setPen(self.palette().color(QPalette.ColorRole.WindowText))
            middle = (metrics.ascent() - metrics.descent()) / 2
            text = QPointF(x + sample + metrics.averageCharWidth(), y + middle)
            painter.drawText(text, name)
            y += metrics.height()

    def _draw_mark(self, painter: QPainter, at: QPointF) -> None:
        size = QFontMetricsF(self.font()).height() / 5
        painter.setBrush(self.palette().color(QPalette.ColorRole.Window))
        painter.setPen(QPen(self.palette().color(QPalette.ColorRole.Accent), size / 2))
        painter.drawEllipse(at, size, size)
        painter.setBrush(Qt.BrushStyle.NoBrush)

    def _training_pen(self) -> QPen:
        return QPen(self.palette().color(QPalette.ColorRole.WindowText), 1)

    def _held_out_pen(self) -> QPen:
        width = QFontMetricsF(self.font()).height() / 8
        return QPen(self.palette().color(QPalette.ColorRole.Accent), width, Qt.PenStyle.DashLine)

    def _area(self) -> QRectF:
        """Where the lines are, in the widget's coordinates."""
        metrics = QFontMetricsF(self.font())
        left, height = metrics.averageCharWidth() * 8, metrics.height()
        right = metrics.averageCharWidth() * 4
        return QRectF(left, height * 3, self.width() - left - right, self.height() - height * 5.5)

    def _steps(self) -> int:
        return max(1, self._losses.num_steps)

    def _range(self) -> tuple[float, float]:
        """The lowest and highest value drawn; the lowest is 0, so that heights can be compared."""
        values = [p.loss for p in self._losses.points]
        values += [p.held_out for p in self._losses.held_out if p.held_out is not None]
        finite = [v for v in values if math.isfinite(v)]
        return 0.0, max(finite, default=1.0) * 1.05 or 1.0

    def _x(self, step: float, area: QRectF) -> float:
        return area.left() + area.width() * step / self._steps()

    def _y(self, loss: float, area: QRectF) -> float:
        low, high = self._range()
        return area.bottom() - area.height() * (loss - low) / (high - low)

    def _line(self, points: Iterable[tuple[float, float]], area: QRectF) -> QPolygonF:
        low, high = self._range()
        scale = area.height() / (high - low)
        return QPolygonF(
            [
                QPointF(self._x(step, area), area.bottom() - scale * (loss - low))
                for step, loss in points
                if math.isfinite(loss)
            ]
        )

    def _nearest(self, x: int) -> LossPoint | None:
        area = self._area()
        step = (x - area.left()) / area.width() * self._steps()
        return min(self._losses.points, key=lambda p: abs(p.step - step), default=None)

    def _words(self, points: list[LossPoint]) -> str:
        if not points:
            return self.tr("No step of learning is done yet.")
        locale, point = self.locale(), points[0]
        text = self.tr("Step {step}: training loss {loss}").format(
            step=locale.toString(point.step), loss=locale.toString(point.loss, "f", 3)
        )
        if point.held_out is not None:
            loss = locale.toString(point.held_out, "f", 3)
            text += self.tr(", held-out loss {loss}").format(loss=loss)
        return text


def ticks(low: float, high: float, *, whole: bool = False) -> list[float]:
    """Round values from `low` to `high`, about LABELS of them."""
    rough = (high - low) / LABELS
    size = 10.0 ** math.floor(math.log10(rough))
    step = next(size * f for f in (1, 2, 5, 10) if size * f >= rough)
    step = max(1.0, step) if whole else step
    first = math.ceil(low / step)
    return [i * step for i in range(first, math.floor(high / step) + 1)]
