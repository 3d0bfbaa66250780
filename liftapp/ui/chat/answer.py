"""One answer: its shaded text, what carried it, its sources and its gates."""

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QLabel, QToolButton, QVBoxLayout, QWidget

from liftapp.ui.chat import phrases
from liftapp.ui.chat.answer_text import AnswerText
from liftapp.ui.chat.gate_view import GateView
from liftapp.ui.chat.gates import GateGrid, grid
from liftapp.ui.chat.not_found import NotFoundNote, is_refusal
from liftapp.ui.chat.plain_label import plain_label
from liftapp.ui.chat.sources import Sources
from liftapp.workflows.ask import Reply, TokenGate


class AnswerView(QWidget):
    """Streams, then shows the whole; `paged` tells whether the document's pages mean anything."""

    page_asked = Signal(object)

    def __init__(self, paged: bool, parent: QWidget | None = None) -> None:
        """Begin empty; `begin` or `show_reply` fill it."""
        super().__init__(parent)
        self._paged = paged
        self._column = QVBoxLayout(self)
        self._gates: GateGrid | None = None
        self.answer, self.mode = "", "both"
        self.heading = QLabel()
        self.heading.hide()
        self.text, self.not_found, self.sources = AnswerText(), NotFoundNote(), Sources()
        self.first_asked = plain_label()
        self.by_window = plain_label()
        self.by_window.setText(
            self.tr("Answered with the text's start and end in view, not with the passages found.")
        )
        self.basis = plain_label()
        self.failure = plain_label()
        self.gate_button = QToolButton(autoRaise=True)
        self.gate_button.setText(self.tr("Gate view"))
        self.gate_button.setCheckable(True)
        self.gate_button.setToolTip(self.tr("How much each layer took from memory, token by token"))
        self.gate_button.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextBesideIcon)
        self.gate_view: GateView | None = None
        self.gate_button.toggled.connect(self._show_gates)
        self.sources.page_asked.connect(self.page_asked)
        self._lay_out()

    def begin(self, mode: str) -> None:
        """Wait for the first word."""
        self._reset(mode)
        self.text.restart()
        self.basis.setText(self.tr("Reading the question…"))

    def add_tokens(self, tokens: Sequence[TokenGate]) -> None:
        """Show what was just said."""
        self.text.say(tokens)
        self.basis.setText(self.tr("Answering…"))

    def show_reply(self, reply: Reply) -> None:
        """Show the whole answer."""
        self._reset(reply.mode)
        self.answer = reply.answer
        tokens = reply.token_gates or ()
        self.text.show_answer(reply.answer, tokens)
        unsaid = reply.support == "not-found" and reply.mode != "base"
        self.not_found.setVisible(unsaid)
        self.text.setVisible(not (unsaid and is_refusal(reply.answer)))
        if reply.first_asked is not None:
            question, answer = reply.first_asked
            said = self.tr("First asked: {question} {answer}")
            self.first_asked.setText(said.format(question=question, answer=answer))
            self.first_asked.show()
        self.by_window.setVisible(reply.by_window)
        self.basis.setText(self._basis(reply))
        self.basis.setToolTip(phrases.support_hint(reply.mode))
        self.text.setAccessibleDescription(self.basis.text())
        self.sources.show_passages(reply.sources, reply.answer, self._paged)
        self._gates = grid(tokens)
        self.gate_button.setVisible(self._gates is not None)

    def show_failure(self, sentence: str, answer: str | None = None) -> None:
        """Say why there is no answer; what was said so far stays, unless `answer` replaces it."""
        if answer is not None:
            self._reset(self.mode)
            self.answer = answer
            self.text.show_answer(answer, ())
        self.text.setVisible(bool(self.text.toPlainText()))
        self.basis.clear()
        self.basis.hide()
        self.failure.setText(self.tr("No answer: {sentence}").format(sentence=sentence))
        self.failure.show()

    def _reset(self, mode: str) -> None:
        self.answer, self.mode, self._gates = "", mode, None
        self.heading.setText(phrases.column(mode))
        self.gate_button.setChecked(False)
        for widget in (
            self.first_asked,
            self.by_window,
            self.not_found,
            self.failure,
            self.sources,
            self.gate_button,
        ):
            widget.hide()
        self.text.show()
        self.basis.show()
        if self.gate_view is not None:
            self.gate_view.deleteLater()
            self.gate_view = None

    def _basis(self, reply: Reply) -> str:
        use = phrases.no_gates(reply.mode)
        if reply.mean_gate is not None and reply.token_gates:
            use = phrases.memory_use(self.locale(), reply.mean_gate)
        time = self.tr("{seconds} s").format(seconds=self.locale().toString(reply.total_s, "f", 1))
        return " · ".join((use, phrases.support(reply.support, reply.mode), time))

    def _show_gates(self, shown: bool) -> None:
        self.gate_button.setArrowType(arrow(shown))
        if shown and self.gate_view is None and self._gates is not None:
            self.gate_view = view = GateView(self._gates)
            view.token_chosen.connect(self.text.select_token)
            self.text.token_chosen.connect(view.choose)
            self._column.insertWidget(self._column.count() - 1, view)
        if self.gate_view is not None:
            self.gate_view.setVisible(shown)

    def _lay_out(self) -> None:
        font = self.heading.font()
        font.setBold(True)
        self.heading.setFont(font)
        layout = self._column
        layout.setContentsMargins(0, 0, 0, 0)
        for widget in (
            self.heading,
            self.first_asked,
            self.by_window,
            self.not_found,
            self.text,
            self.failure,
            self.basis,
        ):
            layout.addWidget(widget)
        layout.addWidget(self.sources)
        layout.addWidget(self.gate_button, 0, Qt.AlignmentFlag.AlignLeft)
        layout.addStretch(1)
        self.gate_button.setArrowType(arrow(False))
        self._reset(self.mode)


def arrow(shown: bool) -> Qt.ArrowType:
    """Down where something is unfolded."""
    return Qt.ArrowType.DownArrow if shown else Qt.ArrowType.RightArrow
