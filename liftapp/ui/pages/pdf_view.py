"""A PDF page by page: turn, zoom, fit to the width; a passage is marked and brought into sight."""

from pathlib import Path

from PySide6.QtCore import QEvent, QObject, QRectF, Qt, Signal
from PySide6.QtGui import QPalette, QResizeEvent, QShowEvent, QWheelEvent
from PySide6.QtPdf import QPdfDocument
from PySide6.QtWidgets import QFrame, QScrollArea, QWidget

from liftapp.library import FoundPassage
from liftapp.ui.pages.marking import rectangles
from liftapp.ui.pages.pdf_page import PdfPage

SMALLEST, LARGEST, STEP = 0.25, 5.0, 1.2
"""Zoom; 1 is the size on paper."""
POINTS_AN_INCH = 72


class PdfView(QScrollArea):
    """One page at a time; pages are numbered from 1, as people do."""

    page_changed = Signal(int)

    def __init__(self, parent: QWidget | None = None) -> None:
        """Show nothing until `open_passage`."""
        super().__init__(parent)
        self.document = QPdfDocument(self)
        self.page = 1
        self._passage: FoundPassage | None = None
        self._zoom, self._fits = 1.0, True
        self.sheet = PdfPage(self.document)
        self.setWidget(self.sheet)
        # One stop for Tab, the page, which has a name; the keys it does not want scroll.
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setFocusProxy(self.sheet)
        self.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setBackgroundRole(QPalette.ColorRole.Dark)
        self.viewport().installEventFilter(self)

    @property
    def num_pages(self) -> int:
        """How many the document has."""
        return self.document.pageCount()

    @property
    def goes_on(self) -> bool:
        """Whether the passage goes on on the page after the one in sight."""
        return self.marked and self.page < self.num_pages and bool(self._marks(self.page + 1))

    @property
    def marked(self) -> bool:
        """Whether the passage, or a part of it, is marked on the page in sight."""
        return bool(self.sheet.marks)

    def open_passage(self, path: Path, passage: FoundPassage) -> bool:
        """Open the page with the passage; False where the file is no PDF that can be shown."""
        error = self.document.load(str(path))
        if error != QPdfDocument.Error.None_ or not 1 <= passage.page <= self.num_pages:
            return False
        self._passage = passage
        self.turn_to(passage.page)
        return True

    def turn_to(self, page: int) -> None:
        """Show a page; one that there is not is passed over."""
        if not 1 <= page <= self.num_pages:
            return
        self.page = page
        self.sheet.show_page(page - 1, self._marks(page))
        self._apply_zoom()
        self._say()
        self.show_marks()
        self.page_changed.emit(page)

    def show_marks(self) -> None:
        """Bring the marking into sight, or else the top of the page."""
        marks = self.sheet.marks
        self.verticalScrollBar().setValue(0)
        if marks:
            room = 3 * self.fontMetrics().height()
            last = marks[-1].bottomLeft().toPoint()
            first = marks[0].topLeft().toPoint()
            self.ensureVisible(last.x(), last.y(), room, room)
            self.ensureVisible(first.x(), first.y(), room, room)

    def zoom(self, factor: float) -> None:
        """Larger or smaller by a factor."""
        self._zoom = min(LARGEST, max(SMALLEST, self._zoom * factor))
        self._fits = False
        self._apply_zoom()

    def fit_width(self) -> None:
        """As wide as there is room, also when the room changes."""
        self._fits = True
        self._apply_zoom()

    def showEvent(self, event: QShowEvent) -> None:  # noqa: N802
        """Only now is it known how much is in sight."""
        super().showEvent(event)
        self.show_marks()

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802
        """Keep to the width."""
        super().resizeEvent(event)
        if self._fits and self.num_pages:
            self._apply_zoom()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:  # noqa: N802
        """Ctrl and the wheel zoom."""
        if (
            isinstance(event, QWheelEvent)
            and event.modifiers() & Qt.KeyboardModifier.ControlModifier
        ):
            if event.angleDelta().y():
                self.zoom(STEP if event.angleDelta().y() > 0 else 1 / STEP)
            return True
        return super().eventFilter(watched, event)

    def _apply_zoom(self) -> None:
        inch = self.logicalDpiX() / POINTS_AN_INCH
        width = self.document.pagePointSize(self.page - 1).width() * inch
        if self._fits and width > 0:
            # The bar's width is kept free, or its coming and going would never end.
            room = self.width() - self.verticalScrollBar().sizeHint().width()
            self._zoom = min(LARGEST, max(SMALLEST, room / width))
        self.sheet.set_scale(self._zoom * inch)

    def _marks(self, page: int) -> list[QRectF]:
        """The passage on a page, in points: it begins on its own and may go on on the next one."""
        if self._passage is None or page - self._passage.page not in (0, 1):
            return []
        return rectangles(self.document, page - 1, self._passage.text)

    def _say(self) -> None:
        number = self.locale().toString
        name = self.tr("Page {page} of {pages}")
        self.sheet.setAccessibleName(
            name.format(page=number(self.page), pages=number(self.num_pages))
        )
        words = self.tr("Marked: {passage}").format(passage=self._words()) if self.marked else ""
        self.sheet.setAccessibleDescription(words)

    def _words(self) -> str:
        return " ".join(self._passage.text.split()) if self._passage else ""
