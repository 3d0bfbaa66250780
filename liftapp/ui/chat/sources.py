"""The passages that go with an answer; a press on a page opens it."""

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QGridLayout, QPushButton, QWidget

from liftapp.library import FoundPassage
from liftapp.ui.chat.history import paged as has_pages
from liftapp.ui.chat.plain_label import plain_label
from liftapp.workflows.chats import excerpt

_FILE_LETTERS = 24
"""About so many of a file's name."""


class Sources(QWidget):
    """One row a passage: a button with its page, and how it begins."""

    page_asked = Signal(object)
    """The FoundPassage whose button was pressed."""

    def __init__(self, parent: QWidget | None = None) -> None:
        """Begin without passages."""
        super().__init__(parent)
        self.buttons: list[QPushButton] = []
        self._grid = QGridLayout(self)
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.setColumnStretch(1, 1)
        self._grid.setVerticalSpacing(self._grid.verticalSpacing() // 2)

    def show_passages(self, passages: Sequence[FoundPassage], answer: str, paged: bool) -> None:
        """Show these; text files have no pages worth naming, so `paged` is False for them."""
        self.buttons = []
        while (item := self._grid.takeAt(0)) is not None:
            widget = item.widget()
            if widget is not None:
                widget.deleteLater()
        for row, passage in enumerate(passages):
            button = self._button(passage, row + 1, paged)
            text = plain_label()
            text.setText(excerpt(passage.text, answer))
            # Its first line stands beside the button's name.
            above = max(0, (button.sizeHint().height() - text.fontMetrics().height()) // 2)
            text.setContentsMargins(0, above, 0, 0)
            self._grid.addWidget(button, row, 0, Qt.AlignmentFlag.AlignTop)
            # Aligned in its cell it would be cut where it takes more lines.
            text.setAlignment(Qt.AlignmentFlag.AlignTop)
            self._grid.addWidget(text, row, 1)
            self.buttons.append(button)
        self.setVisible(bool(passages))

    def _button(self, passage: FoundPassage, number: int, paged: bool) -> QPushButton:
        name = self.tr("Page {number}") if paged else self.tr("Passage {number}")
        shown = passage.page if paged else number
        words = name.format(number=self.locale().toString(shown))
        button = QPushButton(words, self)
        if passage.file is not None:
            file = self.tr("{file}, page {number}") if has_pages(passage.file) else "{file}"
            page = self.locale().toString(passage.page)
            width = self.fontMetrics().averageCharWidth() * _FILE_LETTERS
            cut = self.fontMetrics().elidedText(passage.file, Qt.TextElideMode.ElideMiddle, width)
            button.setText(file.format(file=cut, number=page).replace("&", "&&"))
            button.setAccessibleName(file.format(file=passage.file, number=page))
        button.setToolTip(self.tr("Open the document with this passage marked"))
        button.setAccessibleDescription(" ".join(passage.text.split()))
        button.clicked.connect(lambda: self.page_asked.emit(passage))
        return button
