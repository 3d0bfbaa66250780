"""One question and its answer, or its two answers side by side where they are compared."""

from PySide6.QtCore import Signal
from PySide6.QtGui import QGuiApplication, QPalette
from PySide6.QtWidgets import QFrame, QHBoxLayout, QToolButton, QVBoxLayout, QWidget

from liftapp.ui.chat.action_row import ActionRow
from liftapp.ui.chat.answer import AnswerView
from liftapp.ui.chat.plain_label import plain_label
from liftapp.ui.chat.wish import AskWish
from liftapp.ui.icons import icon


class TurnView(QWidget):
    """Emits what is wished of it; the ids are those of the turns in it, one a column."""

    again_asked = Signal(object)
    """An AskWish for another answer."""
    edit_asked = Signal(object)
    """An AskWish with the question to be changed."""
    delete_asked = Signal()
    page_asked = Signal(object)

    def __init__(self, paged: bool, parent: QWidget | None = None) -> None:
        """Begin without a question."""
        super().__init__(parent)
        self._paged = paged
        self.answers: dict[str, AnswerView] = {}
        self.question = plain_label()
        self._columns = QHBoxLayout()
        add = self._action
        self.copy = add("copy", self.tr("Copy"), self.tr("Copy the answer"))
        self.again = add("again", self.tr("Ask again"), self.tr("Another answer to this question"))
        self.edit = add("edit", self.tr("Edit"), self.tr("Change the question and ask it again"))
        self.delete = add("delete", self.tr("Delete"), self.tr("Delete question and answer"))
        self.copy.clicked.connect(self._copy)
        self.again.clicked.connect(lambda: self.again_asked.emit(self._wish(again=True)))
        self.edit.clicked.connect(lambda: self.edit_asked.emit(self._wish(again=False)))
        self.delete.clicked.connect(self.delete_asked)
        self._lay_out()

    def column(self, turn_id: str) -> AnswerView:
        """The answer with this id; a new column where there is none yet."""
        if turn_id not in self.answers:
            answer = self.answers[turn_id] = AnswerView(self._paged)
            answer.page_asked.connect(self.page_asked)
            self._columns.addWidget(answer, 1)
            for one in self.answers.values():
                one.heading.setVisible(len(self.answers) > 1)
        return self.answers[turn_id]

    def set_busy(self, busy: bool) -> None:
        """While something is being answered, nothing else can be asked or taken away."""
        for action in (self.again, self.edit, self.delete):
            action.setEnabled(not busy)

    def _wish(self, *, again: bool) -> AskWish:
        ids = [*self.answers, None]
        first = next(iter(self.answers.values()))
        compare = len(self.answers) > 1
        again = again and bool(first.answer)  # after a failure, the same once more
        return AskWish(
            self.question.text(), first.mode, compare, replaces=ids[0], again=again,
            twin=ids[1] if compare else None,
        )  # fmt: skip

    def _copy(self) -> None:
        texts = [answer.answer or answer.text.toPlainText() for answer in self.answers.values()]
        if len(texts) > 1:
            heads = [answer.heading.text() for answer in self.answers.values()]
            texts = [f"{head}:\n{text}" for head, text in zip(heads, texts, strict=True)]
        QGuiApplication.clipboard().setText("\n\n".join(texts))

    def _action(self, symbol: str, text: str, hint: str) -> QToolButton:
        action = QToolButton(self, autoRaise=True)
        action.setText(text)
        action.setIcon(icon(symbol))
        action.setToolTip(hint)
        return action

    def _lay_out(self) -> None:
        panel = QFrame()
        panel.setAutoFillBackground(True)
        panel.setBackgroundRole(QPalette.ColorRole.AlternateBase)
        font = self.question.font()
        font.setBold(True)
        self.question.setFont(font)
        # Its name is its text: a name of its own would be read out instead.
        self.question.setAccessibleDescription(self.tr("Question"))
        QHBoxLayout(panel).addWidget(self.question)
        actions = ActionRow((self.copy, self.again, self.edit, self.delete))
        self._columns.setSpacing(self.fontMetrics().averageCharWidth() * 4)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, self.fontMetrics().height())
        layout.addWidget(panel)
        layout.addLayout(self._columns)
        layout.addWidget(actions)
