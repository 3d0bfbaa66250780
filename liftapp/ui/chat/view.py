"""The chat with one memory: what was asked, what is being answered, where the next is written."""

from collections.abc import Sequence

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QKeySequence, QPalette, QShortcut
from PySide6.QtWidgets import QHBoxLayout, QLabel, QMessageBox, QPushButton, QVBoxLayout, QWidget

from liftapp.errors import UsageError
from liftapp.library import Turn
from liftapp.ui.chat.composer import Composer
from liftapp.ui.chat.find_bar import FindBar, Match, matches
from liftapp.ui.chat.history import columns, paged
from liftapp.ui.chat.legend import Legend
from liftapp.ui.chat.transcript import Transcript
from liftapp.ui.chat.turn import TurnView
from liftapp.ui.icons import icon
from liftapp.ui.translated import translated
from liftapp.workflows.ask import Reply, TokenGate
from liftapp.workflows.chats import reply_from_json
from liftapp.workflows.shelf import Entry

AT_ONCE = 8
"""Questions drawn at first and at each wish for earlier ones: more would be felt as a pause."""
IN_PASSING = 3
"""Questions drawn between two events while all of them are wanted."""


class ChatView(QWidget):
    """Shows what it is told. An answer is named by its turn's id; an id it does not show
    (of a chat that was left, say) is passed over. `begin` with an id that is shown answers it
    anew in its place.
    """

    asked = Signal(object)
    """An AskWish."""
    stop_asked = Signal()
    page_asked = Signal(object)
    """The FoundPassage to open."""
    delete_asked = Signal(str)
    """The id of a turn that is already gone from the view."""
    export_asked = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        """Begin without a memory."""
        super().__init__(parent)
        self._paged, self._busy = True, False
        self._undrawn: list[list[Turn]] = []
        self._rows: dict[str, TurnView] = {}
        self._latest: TurnView | None = None
        self._matches: list[Match] = []
        self._match = 0
        self._wanted = ""
        self.title, self.empty = QLabel(wordWrap=True), QLabel(wordWrap=True)
        self.find_button = QPushButton(icon("search"), self.tr("&Find"))
        self.export_button = QPushButton(icon("export"), self.tr("E&xport…"))
        self.legend, self.find_bar = Legend(), FindBar()
        self.transcript, self.composer = Transcript(), Composer()
        self.find_bar.hide()
        self._lay_out()
        self._connect()

    def show_memory(self, entry: Entry, turns: Sequence[Turn]) -> None:
        """Show the chat of a memory; what was being written for another is cleared."""
        self._close_find()
        self.transcript.clear()
        self.composer.clear()
        self._rows, self._latest = {}, None
        self._paged = paged(entry.path)
        self.title.setText(entry.name)
        words = self.tr(
            "Ask anything about “{name}”. Every word of an answer will show how much of it came "
            "from memory, and which passages of the document go with it."
        )
        title = entry.name if entry.others else entry.title  # of several files it is English
        self.empty.setText(words.format(name=title or entry.name))
        self._undrawn = columns(turns)
        self._draw_earlier()
        self.set_busy(False)
        self._tell_empty()
        self.composer.edit.setFocus()
        wanted, self._wanted = self._wanted, ""
        if wanted in [turn.id for turn in turns]:
            self._go_to(wanted)

    def want(self, turn_id: str) -> None:
        """Go to this turn where it is in the chat that is shown next."""
        self._wanted = turn_id

    def begin(self, turn_id: str, question: str, mode: str, column: int = 0) -> None:
        """An answer is about to come; `column` 1 stands beside the one begun last."""
        row = self._rows.get(turn_id)
        if row is None:
            row = self._latest if column else None
            if row is None:
                row = self._new_row()
                self.transcript.add(row)
            self._rows[turn_id] = row
        self._latest = row
        row.question.setText(question)
        row.column(turn_id).begin(mode)
        self._tell_empty()

    def add_tokens(self, turn_id: str, tokens: Sequence[TokenGate]) -> None:
        """Show what was just said."""
        if turn_id in self._rows:
            self._rows[turn_id].column(turn_id).add_tokens(tokens)

    def finish(self, turn_id: str, reply: Reply) -> None:
        """Show the whole answer."""
        if turn_id in self._rows:
            self._rows[turn_id].column(turn_id).show_reply(reply)

    def fail(self, turn_id: str, sentence: str) -> None:
        """Say why there is no answer."""
        if turn_id in self._rows:
            self._rows[turn_id].column(turn_id).show_failure(sentence)

    def set_busy(self, busy: bool) -> None:
        """While one answer comes, no other can be asked for."""
        self._busy = busy
        self.composer.set_busy(busy)
        for row in self.transcript.turns():
            row.set_busy(busy)

    def open_find(self) -> None:
        """Look for words in the whole chat, also in what is not drawn yet."""
        self.find_bar.show()
        self.find_bar.field.setFocus()
        self.find_bar.field.selectAll()
        self._draw_rest()

    def _draw_rest(self) -> None:
        if self.find_bar.isHidden():
            return
        if self._undrawn:
            self._draw_earlier(IN_PASSING)
            QTimer.singleShot(0, self._draw_rest)
        else:
            self._search(self.find_bar.field.text())

    def _go_to(self, turn_id: str) -> None:
        """Draw what comes after it first, if need be."""
        row = self._rows.get(turn_id)
        if row is not None:
            self.transcript.show_turn(row)
            row.question.setSelection(0, len(row.question.text()))
            row.column(turn_id).text.setFocus()
        elif any(turn.id == turn_id for turns in self._undrawn for turn in turns):
            self._draw_earlier(IN_PASSING)
            QTimer.singleShot(0, self, lambda: self._go_to(turn_id))

    def _draw_earlier(self, most: int = AT_ONCE) -> None:
        now, self._undrawn = self._undrawn[-most:], self._undrawn[:-most]
        self.transcript.add_before([self._kept_row(turns) for turns in now])
        self.transcript.earlier.setVisible(bool(self._undrawn))

    def _kept_row(self, turns: list[Turn]) -> TurnView:
        row = self._new_row()
        row.question.setText(turns[0].question)
        for turn in turns:
            self._rows[turn.id] = row
            answer = row.column(turn.id)
            try:
                answer.show_reply(reply_from_json(turn.reply_json))
            except UsageError as error:
                answer.show_failure(translated(str(error)), turn.answer)
        return row

    def _new_row(self) -> TurnView:
        row = TurnView(self._paged)
        row.set_busy(self._busy)
        row.page_asked.connect(self.page_asked)
        row.again_asked.connect(self.asked)
        row.edit_asked.connect(self.composer.start_edit)
        row.delete_asked.connect(lambda: self._delete(row))
        return row

    def _delete(self, row: TurnView) -> None:
        words = self.tr("Delete this question and its answer?\n\n{question}")
        sure = QMessageBox.question(
            self, self.tr("Delete"), words.format(question=row.question.text())
        )
        if sure != QMessageBox.StandardButton.Yes:
            return
        ids = list(row.answers)
        self.transcript.remove(row)
        for turn_id in ids:
            del self._rows[turn_id]
            self.delete_asked.emit(turn_id)
        self._latest = None
        self.composer.clear()
        self._tell_empty()

    def _tell_empty(self) -> None:
        self.empty.setVisible(not self._rows)
        self.transcript.setVisible(bool(self._rows))
        for button in (self.find_button, self.export_button):
            button.setEnabled(bool(self._rows))

    def _search(self, words: str) -> None:
        self._matches = matches(self.transcript.turns(), words)
        self._match = 0
        self._move(0)

    def _move(self, by: int) -> None:
        total = len(self._matches)
        if total:
            self._match = (self._match + by) % total
            match = self._matches[self._match]
            self.transcript.show_point(match.widget, match.select())
        self.find_bar.tell(self._match, total)

    def _close_find(self) -> None:
        self._matches = []
        self.find_bar.hide()
        self.composer.edit.setFocus()

    def _connect(self) -> None:
        self.composer.asked.connect(self.asked)
        self.composer.stop_asked.connect(self.stop_asked)
        self.export_button.clicked.connect(self.export_asked)
        self.find_button.clicked.connect(self.open_find)
        self.transcript.earlier_asked.connect(self._draw_earlier)
        self.find_bar.searched.connect(self._search)
        self.find_bar.moved.connect(self._move)
        self.find_bar.closed.connect(self._close_find)
        shortcut = QShortcut(QKeySequence(QKeySequence.StandardKey.Find), self)
        shortcut.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
        shortcut.setWhatsThis(self.tr("Find in this chat"))
        shortcut.activated.connect(self.open_find)

    def _lay_out(self) -> None:
        for label in (self.title, self.empty):
            label.setTextFormat(Qt.TextFormat.PlainText)
        font = self.title.font()
        font.setBold(True)
        self.title.setFont(font)
        self.empty.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self.empty.setAutoFillBackground(True)
        self.empty.setBackgroundRole(QPalette.ColorRole.Base)
        self.empty.setForegroundRole(QPalette.ColorRole.Text)
        self.empty.setMargin(2 * self.fontMetrics().height())
        header = QHBoxLayout()
        header.addWidget(self.title, 1)
        header.addWidget(self.find_button)
        header.addWidget(self.export_button)
        layout = QVBoxLayout(self)
        layout.addLayout(header)
        layout.addWidget(self.find_bar)
        layout.addWidget(self.empty, 1)
        layout.addWidget(self.transcript, 1)
        layout.addWidget(self.legend)
        layout.addWidget(self.composer)
