"""Markdown is rendered where it is some, and never costs a word."""

import pytest
from PySide6.QtGui import QTextCursor, QTextDocument
from pytestqt.qtbot import QtBot

from liftapp.ui.chat.markdown import fill, maths_as_code

pytestmark = pytest.mark.usefixtures("qapp")


def filled(text: str) -> QTextDocument:
    document = QTextDocument()
    fill(document, text)
    return document


@pytest.mark.parametrize(
    "text",
    ["1988.", "24. ", "+5", "# 3", "12 July 1970.", "a\n1988.\nb", "5 * 6 * 7\n_x_ <b>", "- 3\n- "],
)
def test_no_word_is_lost(text: str) -> None:
    def letters(of: str) -> list[str]:
        return [c for c in of if c.isalnum()]

    assert letters(filled(text).toPlainText()) == letters(text)


def test_lists_code_and_tables_are_drawn() -> None:
    document = filled(
        "**Two:**\n\n1. one\n2. two\n\n```python\nx = 1\n```\n\n| a | b |\n|-|-|\n| 1 | 2 |"
    )
    blocks = {}
    block = document.begin()
    while block.isValid():
        blocks[block.text()] = block
        block = block.next()
    assert blocks["two"].textList() is not None
    assert not blocks["x = 1"].blockFormat().nonBreakableLines()
    table = QTextCursor(blocks["a"]).currentTable()
    assert table.rows() == 2
    assert table.cellAt(0, 0).firstCursorPosition().block() == blocks["a"]  # no empty line before


def test_html_and_pictures_stay_text() -> None:
    assert filled("`a` <img src='/etc/passwd'>").toPlainText() == "a <img src='/etc/passwd'>"


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("It is $E = mc^2$.", "It is `E = mc^2`."),
        (r"\(a_1\) and \[b_2\]", "`a_1` and `b_2`"),
        ("$$a\n+ b$$", "`a + b`"),
        ("It costs $5 and $6.", "It costs $5 and $6."),
        ("`$x$` and\n```\n$y$\n```", "`$x$` and\n```\n$y$\n```"),
    ],
)
def test_formulas_are_shown_letter_by_letter(text: str, shown: str) -> None:
    assert maths_as_code(text) == shown
    assert "*" not in filled(text).toPlainText()


def test_a_formula_keeps_its_signs(qtbot: QtBot) -> None:
    assert filled("$a_1 * b_2 * c$").toPlainText() == "a_1 * b_2 * c"
