"""What a model wrote, made ready for QTextDocument.setMarkdown, or left as it is.

Markdown must never cost a word: "1988." is an empty list entry to Markdown, and would vanish.
"""

import re

from PySide6.QtGui import QFontMetricsF, QTextCursor, QTextDocument

FEATURES = (
    QTextDocument.MarkdownFeature.MarkdownDialectGitHub
    | QTextDocument.MarkdownFeature.MarkdownNoHTML
)

_MARKS = re.compile(r"\n|`|\*\*|\$|\\[(\[]")
_FENCED = re.compile(r"(```.*?(?:```|\Z)|`[^`\n]*`)", re.DOTALL)
# Pandoc's rule, so that "$5 and $6" is money: no space inside, no digit after.
_MATHS = re.compile(
    r"\$\$(?P<display>.+?)\$\$|\\\[(?P<bracket>.+?)\\\]"
    r"|\\\((?P<paren>.+?)\\\)|(?<![\\$])\$(?P<inline>[^\s$](?:[^$\n]*[^\s$])?)\$(?!\d)",
    re.DOTALL,
)
# What rendering takes away or draws by other means: list numbers, a fence's language, addresses.
_DROPPED = re.compile(r"^[ \t]*\d{1,9}[.)](?=[ \t]+\S)|^[ \t]*```.*$|\]\([^)\n]*\)", re.MULTILINE)
_WORD = re.compile(r"[^\W_]+")


def fill(document: QTextDocument, text: str) -> None:
    """Show `text`, as Markdown where it is some and no word gets lost by it."""
    if _MARKS.search(text):
        source = maths_as_code(text)
        document.setMarkdown(source, FEATURES)
        if _WORD.findall(_DROPPED.sub(" ", source)) == _WORD.findall(document.toPlainText()):
            _tidy(document)
            return
    document.setPlainText(text)


def maths_as_code(text: str) -> str:
    """Put formulas in code spans: shown letter by letter, not mangled by Markdown."""
    parts = _FENCED.split(text)
    return "".join(part if i % 2 else _MATHS.sub(_span, part) for i, part in enumerate(parts))


def _span(match: re.Match[str]) -> str:
    formula = " ".join(next(g for g in match.groups() if g is not None).split())
    return f"`` {formula} ``" if "`" in formula else f"`{formula}`"


def _tidy(document: QTextDocument) -> None:
    """Let the lines of code break, as no scroll bar leads to their ends; room around it."""
    room = QFontMetricsF(document.defaultFont()).height() / 2
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
