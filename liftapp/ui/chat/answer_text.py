"""The text of an answer; behind and under each word lies how much of it came from memory."""

import math
from collections.abc import Sequence

from PySide6.QtCore import QEvent, QMimeData, QPoint, QPointF, QRectF, Qt, QUrl, Signal
from PySide6.QtGui import (
    QHelpEvent,
    QPainter,
    QPaintEvent,
    QResizeEvent,
    QTextBlock,
    QTextCursor,
    QTextLine,
    QWheelEvent,
)
from PySide6.QtWidgets import QFrame, QSizePolicy, QTextEdit, QToolTip, QWidget

from liftapp.ui.chat import markdown, words
from liftapp.ui.chat.phrases import percent
from liftapp.ui.chat.shading import FAINTEST, Shades, underline
from liftapp.workflows.ask import TokenGate


class AnswerText(QTextEdit):
    """Text as high as its lines. `token_chosen` follows the pointer and the caret."""

    token_chosen = Signal(int)

    def __init__(self, parent: QWidget | None = None) -> None:
        """Begin empty."""
        super().__init__(parent)
        self._tokens: list[TokenGate] = []
        self._owners: list[int] = []
        self._words: list[words.Word] = []
        self._formulas: list[words.Rendered] = []
        self._shown = ""
        self._pieces: list[tuple[QRectF, float]] | None = None
        self.setReadOnly(True)
        self.setTabChangesFocus(True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setTextInteractionFlags(
            Qt.TextInteractionFlag.TextSelectableByMouse
            | Qt.TextInteractionFlag.TextSelectableByKeyboard
        )
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.viewport().setAutoFillBackground(False)
        self.document().setDocumentMargin(self.fontMetrics().averageCharWidth() / 2)
        self.document().documentLayout().documentSizeChanged.connect(self._fit)
        self.cursorPositionChanged.connect(self._tell_token)
        self.setAccessibleName(self.tr("Answer"))
        self._fit()

    @property
    def shaded(self) -> list[words.Word]:
        """The shaded words, in characters of `toPlainText()`."""
        return self._words

    def restart(self) -> None:
        """Make room for an answer that is about to stream."""
        self._tokens = []
        self._show("")

    def say(self, tokens: Sequence[TokenGate]) -> None:
        """Add what was just said, as it was said; what is selected stays selected."""
        added = "".join(token.text for token in tokens)
        self._tokens.extend(tokens)
        cursor = QTextCursor(self.document())
        cursor.movePosition(QTextCursor.MoveOperation.End)
        cursor.insertText(added if self._shown else added.lstrip())
        self._measure()

    def show_answer(self, text: str, tokens: Sequence[TokenGate]) -> None:
        """Show the whole answer, Markdown rendered; no `tokens`, no shading."""
        self._tokens = list(tokens)
        self._show(text)

    def select_token(self, token: int) -> None:
        """Select what this token wrote; nothing where it shows nothing."""
        span = words.token_span(self._owners, token)
        cursor = self.textCursor()
        cursor.clearSelection()
        if span is not None:
            cursor.setPosition(words.units(self._shown, span[0]))
            cursor.setPosition(words.units(self._shown, span[1]), QTextCursor.MoveMode.KeepAnchor)
        self.blockSignals(True)  # the caret moves, but nobody moved it
        self.setTextCursor(cursor)
        self.blockSignals(False)
        self.viewport().update()

    def token_at(self, position: int) -> int | None:
        """The token that wrote the character at, or else just before, Qt's position."""
        index = words.characters(self._shown, position)
        for i in (index, index - 1):
            if 0 <= i < len(self._owners) and self._owners[i] != words.NOBODY:
                return self._owners[i]
        return None

    def pieces(self) -> list[tuple[QRectF, float]]:
        """(rectangle, share) of each word, one for each line it stands on."""
        if self._pieces is None:
            self._pieces = [
                (rect, word.share)
                for word in self._words
                if word.share >= FAINTEST
                for rect in self._rectangles(word)
            ]
        return self._pieces

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: N802
        """First the shading, then the text upon it."""
        shades, line = Shades(self.palette()), self.fontMetrics().height()
        painter = QPainter(self.viewport())
        for rect, share in self.pieces():
            if rect.intersects(QRectF(event.rect())):
                painter.fillRect(rect, shades.behind(share))
                thick = underline(share, line)
                below = QRectF(rect.left(), rect.bottom() - thick, rect.width(), thick)
                painter.fillRect(below, shades.line)
        painter.end()
        super().paintEvent(event)

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802
        """Lines break elsewhere now."""
        super().resizeEvent(event)
        self._fit()

    def changeEvent(self, event: QEvent) -> None:  # noqa: N802
        """Another font moves every word."""
        super().changeEvent(event)
        self._pieces = None

    def wheelEvent(self, event: QWheelEvent) -> None:  # noqa: N802
        """Scroll the chat, not the answer."""
        event.ignore()

    def loadResource(self, kind: int, name: QUrl | str) -> object:  # noqa: N802
        """Nothing: an answer must not make the app open files."""
        return None

    def createMimeDataFromSelection(self) -> QMimeData:  # noqa: N802
        """Formulas are copied as they were written."""
        source = markdown.original(self.textCursor())
        if source is None:
            return super().createMimeDataFromSelection()
        copied = QMimeData()
        copied.setText(source)
        return copied

    def viewportEvent(self, event: QEvent) -> bool:  # noqa: N802
        """Say in figures what is under the pointer."""
        if isinstance(event, QHelpEvent) and event.type() == QEvent.Type.ToolTip:
            word = self._word_at(event.pos())
            if word is None:
                QToolTip.hideText()
            else:
                QToolTip.showText(event.globalPos(), self._in_words(word), self)
            return True
        return super().viewportEvent(event)

    def _show(self, text: str) -> None:
        written = "".join(token.text for token in self._tokens)
        lead, found = written.find(text), markdown.fill(self.document(), text)
        self._formulas = [each.moved(lead) for each in found] if lead >= 0 else []
        self._measure()

    def _measure(self) -> None:
        self._shown = self.toPlainText()
        texts = [token.text for token in self._tokens]
        self._owners = words.owners(texts, self._shown, self._formulas)
        self._words = words.words(self._shown, self._owners, [t.gate for t in self._tokens])
        self._fit()
        self.viewport().update()

    def _fit(self) -> None:
        self._pieces = None
        height = math.ceil(self.document().size().height())
        self.setFixedHeight(max(height, self.fontMetrics().height()))

    def _rectangles(self, word: words.Word) -> list[QRectF]:
        start, end = (words.units(self._shown, i) for i in (word.start, word.end))
        block = self.document().findBlock(start)
        origin = self.document().documentLayout().blockBoundingRect(block).topLeft()
        start, end = start - block.position(), end - block.position()
        rects = []
        for line in lines(block):
            first, last = line.textStart(), line.textStart() + line.textLength()
            if first < end and start < last:
                one, other = (cursor_x(line, min(max(i, first), last)) for i in (start, end))
                left, width = min(one, other), abs(other - one)
                rects.append(QRectF(left, line.y(), width, line.height()).translated(origin))
        return rects

    def _word_at(self, point: QPoint) -> words.Word | None:
        layout = self.document().documentLayout()
        position = layout.hitTest(QPointF(point), Qt.HitTestAccuracy.ExactHit)
        at = words.characters(self._shown, position) if position >= 0 else -1
        return next((w for w in self._words if w.start <= at < w.end), None)

    def _in_words(self, word: words.Word) -> str:
        locale = self.locale()
        text = self.tr("“{word}”: {share} from memory").format(
            word=self._shown[word.start : word.end], share=percent(locale, word.share)
        )
        if len(word.tokens) > 1:
            each = ", ".join(
                f"{self._tokens[i].text.strip()} {percent(locale, share)}"
                for i, share in word.tokens
            )
            text += "\n" + self.tr("Its tokens: {tokens}").format(tokens=each)
        return text

    def _tell_token(self) -> None:
        if self.textCursor().hasSelection():
            return
        token = self.token_at(self.textCursor().position())
        if token is not None:
            self.token_chosen.emit(token)


def lines(block: QTextBlock) -> list[QTextLine]:
    """The lines a paragraph was broken into."""
    layout = block.layout()
    return [layout.lineAt(i) for i in range(layout.lineCount())]


def cursor_x(line: QTextLine, position: int) -> float:
    """Where the caret would stand before the character at `position` of the paragraph."""
    x = line.cursorToX(position)
    # PySide gives the position back beside the place; its annotations know nothing of it.
    return float(x[0])  # type: ignore[index, unused-ignore]
