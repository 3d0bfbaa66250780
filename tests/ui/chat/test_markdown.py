"""Markdown is rendered where it is some, and never costs a word."""

import pytest
from PySide6.QtGui import QTextCharFormat, QTextCursor, QTextDocument

from liftapp.ui.chat.markdown import fill, original

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
        ("It is $E = mc^2$.", "It is E = mc²."),
        (r"\(a_1\) and \[b_2\]", "a₁ and b₂"),
        ("$$a\n+ b$$", "a + b"),
        ("It costs $5 and $6.", "It costs $5 and $6."),
        ("US$5-US$6, $HOME/$PATH or \n$5", "US$5-US$6, $HOME/$PATH or $5"),
        ("`$x$` and\n\n```\n$y$\n```", "$x$ and\n$y$"),
        ("**bold $x_0$** - *$y$*", "bold x₀ - y"),
        ("$\\begin{cases}1 * 2 * 3\\end{cases}$", "\\begin{cases}1 * 2 * 3\\end{cases}"),
        ("**\ue000** $x^2$", "\ue000 $x^2$"),
        ("1988.\n$x^2$", "1988.\n$x^2$"),
    ],
)
def test_formulas_are_drawn_and_money_is_not(text: str, shown: str) -> None:
    assert filled(text).toPlainText() == shown


def test_a_formula_looks_like_one() -> None:
    document = filled("$e^{-x}$ and $\\unknown$")
    forms = {}
    fragments = document.begin().begin()
    while not fragments.atEnd():
        forms[fragments.fragment().text()] = fragments.fragment().charFormat()
        fragments += 1
    raised = QTextCharFormat.VerticalAlignment.AlignSuperScript
    assert forms["e"].fontItalic()
    assert forms["x"].verticalAlignment() is raised
    assert not forms[" and "].fontItalic()
    assert forms["\\unknown"].fontFixedPitch()


def test_a_formula_on_lines_of_its_own_is_a_paragraph() -> None:
    document = filled("So\n$$x^2$$\nit is, and\n$y$\ntoo.")
    assert document.toPlainText() == "So\nx²\nit is, and y too."
    assert document.findBlockByNumber(1).blockFormat().leftMargin() > 0


def test_where_formulas_stand_is_told() -> None:
    document = QTextDocument()
    text = "😀 $a_1$ in **b**: `$c$`, $\\frac{d}{2}$"
    shown = [(text[r.source_start : r.source_end], document.toPlainText()[r.start : r.end])
             for r in fill(document, text)]  # fmt: skip
    assert shown == [("$a_1$", "a₁"), ("$\\frac{d}{2}$", "d/2")]


@pytest.mark.parametrize(
    ("part", "copied"),
    [
        ("is a₁ and", r"is \(a_1\) and"),
        ("₁ and e−x", r"\(a_1\) and $e^{-x}$"),
        ("It", None),
    ],
)
def test_what_is_copied_is_what_was_written(part: str, copied: str | None) -> None:
    document = filled(r"It is \(a_1\) and $e^{-x}$.")
    assert original(document.find(part)) == copied
