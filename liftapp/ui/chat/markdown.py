"""What a model wrote, made ready for QTextDocument.setMarkdown, or left as it is.

Markdown must never cost a word: "1988." is an empty list entry to Markdown, and would vanish.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import islice

from PySide6.QtGui import (
    QFont,
    QFontDatabase,
    QFontMetricsF,
    QTextCharFormat,
    QTextCursor,
    QTextDocument,
    QTextFormat,
)

from liftapp.ui.chat import formula
from liftapp.ui.chat.words import Rendered, characters

FEATURES = (
    QTextDocument.MarkdownFeature.MarkdownDialectGitHub
    | QTextDocument.MarkdownFeature.MarkdownNoHTML
)
SOURCE = int(QTextFormat.Property.UserProperty)
"""Of the letters of a formula: the formula as it was written, with its dollar signs."""
NUMBER = SOURCE + 1
"""Of the same: which formula of the answer it is."""
FIRST_PLACE, MOST_PLACES = 0xE000, 6400
"""Letters that stand for a formula while Markdown is rendered: nobody's, and no marks to it."""

_MARKS = re.compile(r"\n|`|\*\*|\$|\\[(\[]")
_FENCED = re.compile(r"(```.*?(?:```|\Z)|`[^`\n]*`)", re.DOTALL)
# Pandoc's rule, so that "$5 and $6" is money: no space inside, no letter or digit beside.
_MATHS = re.compile(
    r"\$\$(?P<display>.+?)\$\$|\\\[(?P<bracket>.+?)\\\]"
    r"|\\\((?P<paren>.+?)\\\)|(?<![\\$\w])\$(?P<inline>[^\s$](?:[^$\n]*[^\s$])?)\$(?!\w)",
    re.DOTALL,
)
# What rendering takes away or draws by other means: list numbers, a fence's language, addresses.
_DROPPED = re.compile(r"^[ \t]*\d{1,9}[.)](?=[ \t]+\S)|^[ \t]*```.*$|\]\([^)\n]*\)", re.MULTILINE)
_PLACE = re.compile("[\ue000-\uf8ff]")
_KEPT = re.compile(f"[^\\W_]+|{_PLACE.pattern}")
_LEVELS = {
    1: QTextCharFormat.VerticalAlignment.AlignSuperScript,
    0: QTextCharFormat.VerticalAlignment.AlignNormal,
    -1: QTextCharFormat.VerticalAlignment.AlignSubScript,
}


@dataclass(frozen=True)
class Maths:
    """A formula: where it stands, [start, end), and what is between its signs."""

    start: int
    end: int
    latex: str
    alone: bool
    """On lines of its own."""


def fill(document: QTextDocument, text: str) -> list[Rendered]:
    """Show `text`, as Markdown where it is some and no word gets lost by it.

    Returns where its formulas stand now.
    """
    if _MARKS.search(text):
        found = [] if _PLACE.search(text) else list(islice(maths(text), MOST_PLACES))
        source = _with_places(text, found)
        document.setMarkdown(source, FEATURES)
        plain = document.toPlainText()
        if _KEPT.findall(_DROPPED.sub(" ", source)) == _KEPT.findall(plain):
            _tidy(document)
            return _put_in(document, text, found)
    document.setPlainText(text)
    return []


def maths(text: str) -> Iterator[Maths]:
    """The formulas of a text, outside of its code."""
    at = 0
    for i, part in enumerate(_FENCED.split(text)):
        for match in () if i % 2 else _MATHS.finditer(part):
            latex = next(group for group in match.groups() if group is not None)
            start, end = at + match.start(), at + match.end()
            before = text[text.rfind("\n", 0, start) + 1 : start]
            after = text[end:].partition("\n")[0]
            display = match["display"] is not None or match["bracket"] is not None
            yield Maths(start, end, latex, display and not before.strip() and not after.strip())
        at += len(part)


def original(cursor: QTextCursor) -> str | None:
    """What is selected, its formulas as they were written; None where there are none."""
    selected = QTextDocument()
    QTextCursor(selected).insertFragment(cursor.selection())
    formulas: dict[object, tuple[int, int, str]] = {}
    block = selected.begin()
    while block.isValid():
        fragments = block.begin()
        while not fragments.atEnd():
            fragment = fragments.fragment()
            number = fragment.charFormat().property(NUMBER)
            if number is not None:
                first = formulas.get(number, (fragment.position(), 0, ""))[0]
                end, latex = fragment.position() + fragment.length(), fragment.charFormat()
                formulas[number] = (first, end, str(latex.property(SOURCE)))
            fragments += 1
        block = block.next()
    for first, end, source in reversed(formulas.values()):
        part = QTextCursor(selected)
        part.setPosition(first)
        part.setPosition(end, QTextCursor.MoveMode.KeepAnchor)
        part.insertText(source)
    return selected.toPlainText() if formulas else None


def _with_places(text: str, found: list[Maths]) -> str:
    parts, at = [], 0
    for i, each in enumerate(found):
        parts += [text[at : each.start], _place(text, each, i)]
        at = each.end
    return "".join([*parts, text[at:]])


def _place(text: str, each: Maths, number: int) -> str:
    """What stands for a formula; one on lines of its own becomes a paragraph."""
    place = chr(FIRST_PLACE + number)
    indent = text[text.rfind("\n", 0, each.start) + 1 : each.start]
    return f"\n{indent}{place}\n" if each.alone else place


def _put_in(document: QTextDocument, text: str, found: list[Maths]) -> list[Rendered]:
    places = []
    cursor = QTextCursor(document)
    for i, each in enumerate(found):
        cursor = document.find(chr(FIRST_PLACE + i), cursor)
        start, like = cursor.selectionStart(), cursor.charFormat()
        like.setProperty(SOURCE, text[each.start : each.end])
        like.setProperty(NUMBER, i)
        for run in formula.runs(each.latex) or _as_code(each.latex, like):
            cursor.insertText(run.text, _letters(like, run))
        places.append((each, start, cursor.position()))
        if each.alone:
            _set_apart(document, cursor)
    shown = document.toPlainText()
    return [
        Rendered(each.start, each.end, characters(shown, start), characters(shown, end))
        for each, start, end in places
    ]


def _as_code(latex: str, like: QTextCharFormat) -> list[formula.Run]:
    like.setFontFamilies(QFontDatabase.systemFont(QFontDatabase.SystemFont.FixedFont).families())
    like.setFontFixedPitch(True)
    return [formula.Run(" ".join(latex.split()))]


def _letters(like: QTextCharFormat, run: formula.Run) -> QTextCharFormat:
    form = QTextCharFormat(like)
    form.setVerticalAlignment(_LEVELS[run.level])
    if run.slanted:
        form.setFontItalic(True)
    if run.bold:
        form.setFontWeight(QFont.Weight.Bold)
    return form


def _set_apart(document: QTextDocument, cursor: QTextCursor) -> None:
    room = _room(document)
    form = cursor.blockFormat()
    form.setLeftMargin(2 * room)
    form.setTopMargin(room)
    form.setBottomMargin(room)
    cursor.setBlockFormat(form)


def _room(document: QTextDocument) -> float:
    """Half a line."""
    return QFontMetricsF(document.defaultFont()).height() / 2


def _tidy(document: QTextDocument) -> None:
    """Let the lines of code break, as no scroll bar leads to their ends; room around it."""
    room = _room(document)
    block, in_code = document.begin(), False
    while block.isValid():
        form, cursor = block.blockFormat(), QTextCursor(block)
        is_code = form.nonBreakableLines()
        if is_code:
            form.setNonBreakableLines(False)
            form.setLeftMargin(2 * room)
        if is_code != in_code:
            form.setTopMargin(room)
        cursor.setBlockFormat(form)
        if cursor.currentTable() is not None and not block.text() and block.next().text():
            cursor.deleteChar()  # Qt leaves an empty line in the first cell after code
        block, in_code = block.next(), is_code
