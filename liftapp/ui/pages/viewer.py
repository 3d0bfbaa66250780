"""The document beside the chat, opened where an answer has its source."""

from pathlib import Path

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import (
    QHBoxLayout,
    QLabel,
    QPushButton,
    QSizePolicy,
    QSpinBox,
    QStackedLayout,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from liftapp.library import FoundPassage
from liftapp.ui.pages.pdf_view import STEP, PdfView
from liftapp.ui.pages.text_view import TextView


class PageViewer(QWidget):
    """A PDF's page where there is one to show, else the text that was learned; it says which."""

    closed = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        """Show nothing until `show_passage`."""
        super().__init__(parent)
        self.pdf, self.text = PdfView(), TextView()
        self.title, self.notice = QLabel(), QLabel(wordWrap=True)
        self.page, self.pages = QSpinBox(), QLabel()
        self.previous = sign_button("‹", self.tr("Previous page"))
        self.next = sign_button("›", self.tr("Next page"))
        self.smaller = sign_button("−", self.tr("Smaller"))
        self.larger = sign_button("+", self.tr("Larger"))
        self.fit = QPushButton(self.tr("Fit &width"))
        self.as_text = QPushButton(self.tr("As &text"))
        self.close_button = QPushButton(self.tr("&Close"))
        self._stack, self._paging, self._home_page = QStackedLayout(), QWidget(), 1
        self._forms = QWidget()
        self._lay_out()
        self._connect()

    def show_passage(self, path: Path, text: str, passage: FoundPassage) -> None:
        """Open the document at `path` with the passage marked.

        `text` is the document's text as the library keeps it, which the passage's offsets are of.
        """
        self._home_page = passage.page
        self.title.setText(path.name)
        self.title.setToolTip(str(path))
        self.text.open_passage(text, passage)
        gone = not (path.is_absolute() and path.is_file())  # of another machine: its bare name
        opened = not gone and self.pdf.open_passage(path, passage)
        for tools in (self._paging, self._forms):
            tools.setVisible(opened)
        if opened:
            self.page.setRange(1, self.pdf.num_pages)
            pages = self.locale().toString(self.pdf.num_pages)
            self.pages.setText(self.tr("of {pages}").format(pages=pages))
        self.as_text.setChecked(not opened)
        self._show_form(not opened)
        if not opened:
            self._notify(self._why_text(gone=gone, pdf=path.suffix.lower() == ".pdf"))

    def _why_text(self, *, gone: bool, pdf: bool) -> str:
        """Why the learned text is shown; nothing where the document is a text."""
        if gone:
            return self.tr(
                "The file is no longer where it was. This is its text as it was learned."
            )
        if pdf:
            return self.tr(
                "This PDF can't be shown (it is damaged, shorter than it was, or needs a "
                "password). This is its text as it was learned."
            )
        return ""

    def _about_page(self, page: int) -> str:
        """What is worth saying about a page of the PDF; nothing where the passage is elsewhere."""
        if page == self._home_page and not self.pdf.marked:
            return self.tr(
                "The passage could not be found on this page; “As text” shows it marked."
            )
        if self.pdf.goes_on:
            number = self.locale().toString(page + 1)
            return self.tr("The passage continues on page {page}.").format(page=number)
        return ""

    def _notify(self, words: str) -> None:
        self.notice.setText(words)
        self.notice.setVisible(bool(words))

    def _show_form(self, as_text: bool) -> None:
        self._stack.setCurrentWidget(self.text if as_text else self.pdf)
        for widget in (self.page, self.previous, self.next, self.pages, self.fit):
            widget.setEnabled(not as_text)
        if as_text:
            self._notify("")
        else:
            self._turned(self.pdf.page)

    def _turned(self, page: int) -> None:
        self.page.blockSignals(True)
        self.page.setValue(page)
        self.page.blockSignals(False)
        self.previous.setEnabled(page > 1)
        self.next.setEnabled(page < self.pdf.num_pages)
        self._notify(self._about_page(page))

    def _zoom(self, factor: float) -> None:
        if self._stack.currentWidget() is self.text:
            self.text.zoomIn(1 if factor > 1 else -1)
        else:
            self.pdf.zoom(factor)

    def _connect(self) -> None:
        self.pdf.page_changed.connect(self._turned)
        self.page.valueChanged.connect(self.pdf.turn_to)
        self.previous.clicked.connect(lambda: self.pdf.turn_to(self.pdf.page - 1))
        self.next.clicked.connect(lambda: self.pdf.turn_to(self.pdf.page + 1))
        self.smaller.clicked.connect(lambda: self._zoom(1 / STEP))
        self.larger.clicked.connect(lambda: self._zoom(STEP))
        self.fit.clicked.connect(self.pdf.fit_width)
        self.as_text.toggled.connect(self._show_form)
        self.close_button.clicked.connect(self.closed)
        standard, control = QKeySequence.StandardKey, Qt.Modifier.CTRL
        for keys, button in (
            (QKeySequence(control | Qt.Key.Key_PageUp), self.previous),
            (QKeySequence(control | Qt.Key.Key_PageDown), self.next),
            (QKeySequence(standard.ZoomIn), self.larger),
            (QKeySequence(standard.ZoomOut), self.smaller),
            (QKeySequence(control | Qt.Key.Key_0), self.fit),
            (QKeySequence(Qt.Key.Key_Escape), self.close_button),
        ):
            shortcut = QShortcut(keys, self)
            shortcut.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
            # The list of shortcuts tells it.
            shortcut.setWhatsThis(button.accessibleName() or button.text().replace("&", ""))
            shortcut.activated.connect(button.click)

    def _lay_out(self) -> None:
        for label in (self.title, self.notice):
            label.setTextFormat(Qt.TextFormat.PlainText)
        self.as_text.setCheckable(True)
        self.page.setAccessibleName(self.tr("Page"))
        self.page.setKeyboardTracking(False)
        paging = QHBoxLayout(self._paging)
        paging.setContentsMargins(0, 0, 0, 0)
        for widget in (self.previous, self.page, self.pages, self.next):
            paging.addWidget(widget)
        forms = QHBoxLayout(self._forms)
        forms.setContentsMargins(0, 0, 0, 0)
        forms.addWidget(self.fit)
        forms.addWidget(self.as_text)
        forms.addStretch(1)
        tools = QHBoxLayout()
        tools.addWidget(self._paging)
        tools.addWidget(self.smaller)
        tools.addWidget(self.larger)
        tools.addStretch(1)
        # A long name is cut, its tip tells it; the window must not grow with it.
        self.title.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)
        head = QHBoxLayout()
        head.addWidget(self.title, 1)
        head.addWidget(self.close_button)
        layout = QVBoxLayout(self)
        layout.addLayout(head)
        layout.addLayout(tools)
        layout.addWidget(self._forms)
        layout.addWidget(self.notice)
        layout.addLayout(self._stack, 1)
        # Not before: it shows its first widget, which would be a window for a moment.
        self._stack.addWidget(self.pdf)
        self._stack.addWidget(self.text)


def sign_button(sign: str, name: str) -> QToolButton:
    """A small button that shows a sign and is called by its name."""
    button = QToolButton()
    button.setText(sign)
    button.setToolTip(name)
    button.setAccessibleName(name)
    button.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
    return button
