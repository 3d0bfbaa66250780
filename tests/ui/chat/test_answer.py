"""What stands below an answer: memory use in words, support, sources."""

from dataclasses import replace

import pytest
from PySide6.QtCore import QLocale, Qt
from PySide6.QtWidgets import QLabel
from pytestqt.qtbot import QtBot

from liftapp.ui.chat import phrases
from liftapp.ui.chat.answer import AnswerView
from liftapp.workflows.ask import TokenGate
from liftapp.workflows.chats import excerpt
from tests.ui.chat.replies import SOURCES, reply, tokens

LEFT = Qt.MouseButton.LeftButton


@pytest.fixture
def answer(qtbot: QtBot) -> AnswerView:
    answer = AnswerView(paged=True)
    qtbot.addWidget(answer)
    answer.show()
    return answer


@pytest.mark.parametrize(
    ("share", "words"),
    [(0.01, "hardly any"), (0.42, "about 40\u00a0% from memory"), (0.99, "nearly all")],
)
def test_the_mean_in_words(share: float, words: str) -> None:
    assert words in phrases.memory_use(QLocale("en_US"), share)
    assert "confidence" not in phrases.memory_use(QLocale("en_US"), share)


def test_a_figure_is_written_as_its_language_does() -> None:
    assert phrases.percent(QLocale("de_DE"), 0.42) == "42\u00a0%"
    assert phrases.percent(QLocale("ar_EG"), 0.42) != "42\u00a0%"


def test_memory_use_support_and_time_are_said(answer: AnswerView) -> None:
    answer.show_reply(reply())
    assert answer.basis.text() == (
        "Memory use: about 45\u00a0% from memory · "
        "Carried by the memory and the text in view · 1.5 s"
    )
    assert "Measured" in answer.basis.toolTip()


def test_that_the_answer_is_not_from_the_passages_is_said(answer: AnswerView) -> None:
    answer.show_reply(replace(reply(mode="hybrid"), by_window=True))
    assert answer.by_window.isVisible()
    answer.show_reply(reply(mode="hybrid"))
    assert not answer.by_window.isVisible()


@pytest.mark.parametrize(
    ("mode", "support", "words"),
    [
        ("window", "window", "the memory was off · Carried by the text in view"),
        ("base", "not-found", "the memory was off · Carried by neither memory nor document"),
        ("both", "stopped", "Stopped before its end"),
        ("memory", "memory", "this kind of memory can't tell · Carried by the memory"),
    ],
)
def test_answers_without_gates_say_why(
    answer: AnswerView, mode: str, support: str, words: str
) -> None:
    answer.show_reply(reply(None, answer="Lucy Fenlin", mode=mode, support=support))
    assert words in answer.basis.text()
    assert answer.text.pieces() == []
    assert not answer.gate_button.isVisible()
    assert not answer.not_found.isVisible()


def test_tokens_of_a_memory_that_cannot_tell_are_shown_plain(answer: AnswerView) -> None:
    answer.begin("both")
    answer.add_tokens([TokenGate("Lucy", None, ()), TokenGate(" Fenlin", None, ())])
    assert answer.text.toPlainText() == "Lucy Fenlin"
    assert answer.text.pieces() == []


def test_the_document_does_not_say_has_its_own_form(answer: AnswerView) -> None:
    refusal = tokens(("The", 0.5), (" document", 0.5), (" does not say.", 0.5))
    answer.show_reply(reply(refusal, support="not-found", sources=()))
    assert answer.not_found.isVisible()
    assert not answer.text.isVisible()
    assert not answer.sources.isVisible()
    answer.show_reply(reply())
    assert not answer.not_found.isVisible()
    assert answer.text.isVisible()


def test_a_press_on_a_page_asks_for_it(qtbot: QtBot, answer: AnswerView) -> None:
    answer.show_reply(reply())
    first, second = answer.sources.buttons
    assert (first.text(), second.text()) == ("Page 4", "Page 7")
    assert second.accessibleDescription() == "Orbury has 24 rooms."
    with qtbot.waitSignal(answer.page_asked) as asked:
        qtbot.mouseClick(second, LEFT)
    assert asked.args == [SOURCES[1]]
    with qtbot.waitSignal(answer.page_asked):
        qtbot.keyClick(first, Qt.Key.Key_Space)


def test_a_passage_is_never_cut_where_there_is_little_room(
    qtbot: QtBot, answer: AnswerView
) -> None:
    answer.show_reply(reply())
    answer.resize(220, 800)
    labels = answer.sources.findChildren(QLabel)
    assert len(labels) == 2
    qtbot.waitUntil(lambda: all(one.height() >= one.heightForWidth(one.width()) for one in labels))


def test_a_text_without_pages_has_passages(qtbot: QtBot) -> None:
    answer = AnswerView(paged=False)
    qtbot.addWidget(answer)
    answer.show_reply(reply())
    assert [b.text() for b in answer.sources.buttons] == ["Passage 1", "Passage 2"]


def test_a_long_passage_is_shown_around_the_answer() -> None:
    passage = "nothing here " * 40 + "Lucy Fenlin is its mayor. " + "nor here " * 40
    shown = excerpt(passage, "Lucy Fenlin.")
    assert "Lucy Fenlin is its mayor." in shown
    assert shown.startswith("…\u00a0n")  # bound: the dots stand alone on no line
    assert shown.endswith("e\u00a0…")
    assert len(shown) < 180
    assert excerpt("short\n one", "x") == "short one"
    assert excerpt("x" * 400, "").startswith("x" * 160)


def test_a_failure_is_a_sentence_and_keeps_what_was_said(answer: AnswerView) -> None:
    answer.begin("both")
    answer.add_tokens(tokens((" Lucy", 0.2)))
    answer.show_failure("The engine stopped.")
    assert answer.failure.text() == "No answer: The engine stopped."
    assert answer.text.toPlainText() == "Lucy"
    answer.begin("both")
    assert not answer.failure.isVisible()
