"""A document's text as it was learned, with a passage marked."""

from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QPalette, QResizeEvent, QShowEvent, QTextCharFormat, QTextCursor
from PySide6.QtWidgets import QPlainTextEdit, QTextEdit, QWidget

from liftapp.library import FoundPassage
from liftapp.ui.chat.shading import Shades
from liftapp.ui.chat.words import units


class TextView(QPlainTextEdit):
    """Read-only; the caret stands at the passage, so reading on from there is one key."""

    def __init__(self, parent: QWidget | None = None) -> None:
        """Begin empty."""
        super().__init__(parent)
        self.setReadOnly(True)
        self.setTabChangesFocus(True)
        self.setTextInteractionFlags(
            Qt.TextInteractionFlag.TextSelectableByMouse
            | Qt.TextInteractionFlag.TextSelectableByKeyboard
        )
        self.setAccessibleName(self.tr("Text of the document"))
        self._text, self._span = "", (0, 0)

    @property
    def marked(self) -> str:
        """The text that is marked."""
        return "".join(s.cursor.selectedText() for s in self.extraSelections())

    def open_passage(self, text: str, passage: FoundPassage) -> None:
        """Show the text with characters [start, end) of the passage marked and in sight."""
        if text != self._text:
            self._text = text
            self.setPlainText(text)
        self._span = (units(text, passage.start), units(text, passage.end))
        self._mark()
        self.setTextCursor(self._cursor_at(self._span[0]))
        self.centerCursor()

    def showEvent(self, event: QShowEvent) -> None:  # noqa: N802  Qt's name
        """Only now is it known how much is in sight."""
        super().showEvent(event)
        self.centerCursor()

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802
        """Lines break elsewhere now: a passage that was in sight stays so."""
        seen = self.viewport().rect().intersects(self.cursorRect())
        super().resizeEvent(event)
        if seen:
            self.centerCursor()

    def changeEvent(self, event: QEvent) -> None:  # noqa: N802
        """Another palette has other colours to mark with."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.PaletteChange:
            self._mark()

    def _mark(self) -> None:
        mark = QTextEdit.ExtraSelection()
        mark.cursor = self._cursor_at(self._span[0])
        mark.cursor.setPosition(self._span[1], QTextCursor.MoveMode.KeepAnchor)
        mark.format = self._format()
        self.setExtraSelections([mark])

    def _cursor_at(self, position: int) -> QTextCursor:
        cursor = QTextCursor(self.document())
        cursor.setPosition(position)
        return cursor

    def _format(self) -> QTextCharFormat:
        """A ground on which the text is readable, and a line under it: never colour alone."""
        shades, form = Shades(self.palette()), QTextCharFormat()
        form.setBackground(shades.behind(1.0))
        form.setForeground(self.palette().color(QPalette.ColorRole.Text))
        form.setFontUnderline(True)
        form.setUnderlineColor(shades.line)
        return form
