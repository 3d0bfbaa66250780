"""One page of a PDF, drawn in the background, with a passage marked on it."""

from PySide6.QtCore import QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QImage, QPainter, QPaintEvent, QPalette, QPen
from PySide6.QtPdf import QPdfDocument, QPdfDocumentRenderOptions, QPdfPageRenderer
from PySide6.QtWidgets import QSizePolicy, QWidget

from liftapp.ui.chat.shading import blend

PAPER = QColor("white")
"""A page is paper in every theme: its own colours were chosen for it."""
_TINT = 0.35
"""Of the highlight in the marking: black print keeps a contrast beyond 4.5 on any colour."""


class PdfPage(QWidget):
    """Shows page `page` (from 0) at `scale` (pixels a point, before the screen's own factor)."""

    def __init__(self, document: QPdfDocument, parent: QWidget | None = None) -> None:
        """Show nothing until `show_page`."""
        super().__init__(parent)
        self._document = document
        self._renderer = QPdfPageRenderer(self)
        self._renderer.setDocument(document)
        self._renderer.setRenderMode(QPdfPageRenderer.RenderMode.MultiThreaded)
        self._renderer.pageRendered.connect(self._take)
        self._page, self._scale, self._request = 0, 1.0, 0
        self._image = QImage()
        self._marks: list[QRectF] = []
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)

    @property
    def marks(self) -> list[QRectF]:
        """The marked lines, in pixels of this widget."""
        return [
            QRectF(m.topLeft() * self._scale, m.size() * self._scale) for m in self._marks
        ]  # fmt: skip

    @property
    def rendered(self) -> bool:
        """Whether the page in its present size has been drawn."""
        return not self._image.isNull() and not self._request

    def show_page(self, page: int, marks: list[QRectF]) -> None:
        """Show another page; `marks` in points of the page."""
        self._page, self._marks = page, marks
        self._image = QImage()
        self._render()

    def set_scale(self, scale: float) -> None:
        """Show it larger or smaller; the old drawing is stretched until the new one is there."""
        if scale != self._scale:
            self._scale = scale
            self._render()

    def sizeHint(self) -> QSize:  # noqa: N802
        """The page in its scale."""
        return (self._document.pagePointSize(self._page) * self._scale).toSize()

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: N802
        """Paper, print, marking, frame."""
        painter = QPainter(self)
        painter.fillRect(event.rect(), PAPER)
        painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
        if not self._image.isNull():
            painter.drawImage(self.rect(), self._image)
        self._paint_marks(painter)
        painter.setPen(self.palette().color(QPalette.ColorRole.Mid))
        painter.drawRect(self.rect().adjusted(0, 0, -1, -1))

    def _paint_marks(self, painter: QPainter) -> None:
        """A tint that leaves the print as it is, and a bar beside it: never colour alone."""
        highlight = self.palette().color(QPalette.ColorRole.Highlight)
        painter.save()
        painter.setCompositionMode(QPainter.CompositionMode.CompositionMode_Multiply)
        for mark in self.marks:
            painter.fillRect(mark, blend(PAPER, highlight, _TINT))
        painter.restore()
        if self._marks:
            thick = max(2.0, self.fontMetrics().height() / 6)
            left = min(mark.left() for mark in self.marks) - 2 * thick
            painter.setPen(QPen(highlight, thick))
            for mark in self.marks:
                painter.drawLine(QPointF(left, mark.top()), QPointF(left, mark.bottom()))

    def _render(self) -> None:
        self.setFixedSize(self.sizeHint())
        pixels = (self.sizeHint().toSizeF() * self.devicePixelRatioF()).toSize()
        options = QPdfDocumentRenderOptions()
        self._request = self._renderer.requestPage(self._page, pixels, options)
        self.update()

    def _take(
        self, _page: int, _size: QSize, image: QImage, _options: object, request: int
    ) -> None:
        if request == self._request:  # an older one is of another page or size
            self._image, self._request = image, 0
            self.update()
