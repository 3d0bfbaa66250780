"""Where a passage stands on a page of a PDF.

The text that was learned is not the page's own: hyphens are mended, running heads dropped, lines
joined. So letters and figures alone are compared, and where that fails, runs of words.
"""

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from difflib import SequenceMatcher

from PySide6.QtCore import QRectF
from PySide6.QtPdf import QPdfDocument

SHORTEST_RUN = 4
"""Words in a row that must agree where the whole passage is not on the page."""

_WORD = re.compile(r"\w+")


@dataclass(frozen=True)
class Stretch:
    """Characters [start, end) of a page's own text."""

    start: int
    end: int


def stretches(page: str, passage: str) -> list[Stretch]:
    """The parts of `page` that the passage was read from, in order; none where it is not there."""
    letters, at = _letters(page)
    wanted, _ = _letters(passage)
    if not wanted:
        return []
    found = letters.find(wanted)
    if found >= 0:
        return [Stretch(at[found], at[found + len(wanted) - 1] + 1)]
    return list(_runs(page, passage))


def rectangles(document: QPdfDocument, page: int, passage: str) -> list[QRectF]:
    """The same in points of the page (numbered from 0), one rectangle a line or piece of one."""
    text = document.getAllText(page).text()
    out = []
    for stretch in stretches(text, passage):
        selection = document.getSelectionAtIndex(page, stretch.start, stretch.end - stretch.start)
        out += [polygon.boundingRect() for polygon in selection.bounds()]
    return lined_up(out)


def lined_up(rects: list[QRectF]) -> list[QRectF]:
    """Pieces that stand on one line made one rectangle, with a little room around the letters."""
    lines: list[QRectF] = []
    for rect in rects:
        same = lines and abs(lines[-1].center().y() - rect.center().y()) < rect.height() / 2
        if same and rect.left() >= lines[-1].left():
            lines[-1] = lines[-1].united(rect)
        else:
            lines.append(rect)
    return [line.adjusted(-1, -1.5, 1, 1.5) for line in lines]


def _letters(text: str) -> tuple[str, list[int]]:
    """Letters and figures alone, case folded, and where each stands in `text`."""
    out, at = [], []
    for i, character in enumerate(text):
        # A ligature is one character on the page and two in what was learned.
        for letter in unicodedata.normalize("NFKC", character).casefold():
            if letter.isalnum():
                out.append(letter)
                at.append(i)
    return "".join(out), at


def _runs(page: str, passage: str) -> Iterator[Stretch]:
    here, there = list(_WORD.finditer(page)), list(_WORD.finditer(passage))
    one, other = ([m[0].casefold() for m in words] for words in (here, there))
    shortest = min(SHORTEST_RUN, len(there))
    for block in SequenceMatcher(None, one, other, autojunk=False).get_matching_blocks():
        if block.size >= shortest:
            yield Stretch(here[block.a].start(), here[block.a + block.size - 1].end())
