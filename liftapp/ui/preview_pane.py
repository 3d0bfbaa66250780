"""What was read of a file: its size, what is missing, and the beginning of its text."""

from collections.abc import Callable, Iterable

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QLabel, QPlainTextEdit, QPushButton, QVBoxLayout, QWidget

from liftapp.library import MemoryRecord
from liftapp.workflows.preview import Preview


class PreviewPane(QWidget):
    """One preview at a time."""

    ask_asked = Signal(str)
    """The memory that knows this very document, or all of them together, already (its id)."""

    recognise_asked = Signal(object)
    """The path of a file some pages of which have no text."""

    def __init__(self, parent: QWidget | None = None) -> None:
        """Begin empty."""
        super().__init__(parent)
        self._preview: Preview | None = None
        self._together: MemoryRecord | None = None
        self._known = ""
        self._title = QLabel(wordWrap=True, textFormat=Qt.TextFormat.PlainText)
        font = self._title.font()
        font.setBold(True)
        self._title.setFont(font)
        self._facts = QLabel(wordWrap=True, textFormat=Qt.TextFormat.PlainText)
        self.text = QPlainTextEdit(readOnly=True, tabChangesFocus=True)
        self.text.setAccessibleName(self.tr("Text read from the document"))
        self.ask = QPushButton(self.tr("&Ask about it"))
        self.ask.setAutoDefault(False)
        self.ask.clicked.connect(lambda: self.ask_asked.emit(self._known))
        self.recognise = QPushButton(self.tr("&Recognise their text"))
        self.recognise.setToolTip(self.tr("With OCRmyPDF; it takes some seconds a page"))
        self.recognise.setAutoDefault(False)
        self.recognise.clicked.connect(self._ask_recognise)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        for widget in (self._title, self._facts, self.text):
            layout.addWidget(widget)
        for button in (self.recognise, self.ask):
            layout.insertWidget(2, button, 0, Qt.AlignmentFlag.AlignLeft)

    @property
    def facts(self) -> str:
        """What is said above the text."""
        return self._facts.text()

    def show_preview(self, preview: Preview) -> None:
        """Fill it."""
        self._preview = preview
        self._title.setText(preview.title)
        self.recognise.setVisible(preview.recognisable)
        cut = len(preview.text) < preview.characters
        self.text.setPlainText(preview.text + ("\n…" if cut else ""))
        self._tell(preview)

    def show_together(self, known: MemoryRecord | None) -> None:
        """Name the memory that knows all documents as one; None where there is none."""
        self._together = known
        if self._preview is not None:
            self._tell(self._preview)

    def _ask_recognise(self) -> None:
        assert self._preview is not None
        self.recognise_asked.emit(self._preview.path)

    def _tell(self, preview: Preview) -> None:
        known = self._together or preview.known
        self._facts.setText("\n".join(self._lines(preview)))
        self._known = known.id if known else ""
        self.ask.setVisible(known is not None)

    def _lines(self, preview: Preview) -> list[str]:
        number = self.locale().toString
        lines = [
            self.tr("Pages: {pages} · words: {words} · {file}").format(
                pages=number(preview.pages), words=number(preview.words), file=preview.path.name
            )
        ]
        if preview.pages_without_text:
            words = self.tr(
                "⚠ Pages without text: {pages}. Nothing can be learned from them (scans?)."
            )
            lines.append(words.format(pages=ranges(preview.pages_without_text, number)))
        if preview.garbage_pages:
            words = self.tr("⚠ Pages with unreadable characters: {pages}. They are left out.")
            lines.append(words.format(pages=ranges(preview.garbage_pages, number)))
        if self._together:
            words = self.tr("These very documents were learned together already, as “{name}”.")
            lines.append(words.format(name=self._together.name))
        elif preview.known:
            words = self.tr("This very document was learned already, as “{name}”.")
            lines.append(words.format(name=preview.known.name))
        return lines


def ranges(pages: Iterable[int], number: Callable[[int], str] = str) -> str:
    """Page numbers as people write them: "1, 3–5"; `number` writes one."""
    runs: list[list[int]] = []
    for page in sorted(pages):
        if runs and page == runs[-1][1] + 1:
            runs[-1][1] = page
        else:
            runs.append([page, page])
    return ", ".join(number(a) if a == b else f"{number(a)}–{number(b)}" for a, b in runs)
