"""Lines and what they are: prose, list items, table rows, headings, code.

The extracted text of a PDF knows lines only. A line that ends although the next word would
have fitted was ended on purpose, so it closes a paragraph, a heading, an item or a row; a full
line goes on in the next one.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from enum import Enum, auto
from itertools import pairwise


class LineKind(Enum):
    """What a line is by its own look."""

    BLANK = auto()
    PROSE = auto()
    ITEM = auto()
    ROW = auto()
    HEADING = auto()
    CODE = auto()


@dataclass(slots=True)
class Line:
    """A line of the source: its page (index from 0), its text and its kind.

    `goes_on` says that the line was cut by us, in mid-sentence, and must be mended. `width` is
    the length in characters of a full line around it, or None where lines are not wrapped.
    """

    page: int
    text: str
    kind: LineKind
    goes_on: bool = False
    width: float | None = None


_BULLET = r"[-–—•▪◦‣*+·●○■□✓➢∙]"
_ITEM = re.compile(rf"\s*(?:{_BULLET}|\(?\d{{1,3}}[.)]|\(?[a-z]\)|\(?[ivx]{{1,5}}[.)])\s+\S")
_GAPS = re.compile(r"\S(?:\t+|\s{3,})\S")
_LEADER = re.compile(r"(?:\. ?){4,}\s*\d+\s*$")
_TERMINAL = re.compile(r"[.!?:;。！？؟।…][\"'”’»)\]]*\s*$")
_CJK = re.compile(r"[\u3040-\u30ff\u3400-\u9fff\uf900-\ufaff\uff00-\uffef]")
# Two numbers and a third of the words being numbers: a row of figures rather than a sentence.
_ROW_NUMBERS = 2
_ROW_SHARE = 0.3
_HEADING_SHARE = 0.6
# Even German, with its capital nouns, begins fewer than half of its wrapped lines with one.
_LISTED_SHARE = 0.75


def line_kind(text: str) -> LineKind:
    """Tell the kind of a line of plain text or of a PDF by its own look."""
    if not text.strip():
        return LineKind.BLANK
    if _ITEM.match(text):
        return LineKind.ITEM
    if text.count("|") > 1 or _GAPS.search(text.strip()) or _LEADER.search(text):
        return LineKind.ROW
    words = text.split()
    numbers = sum(any(char.isdigit() for char in word) for word in words)
    if numbers >= _ROW_NUMBERS and numbers >= _ROW_SHARE * len(words) and not ends(text):
        return LineKind.ROW
    return LineKind.PROSE


def ends(text: str) -> bool:
    """Whether the line ends a sentence or announces something (colon, semicolon)."""
    return bool(_TERMINAL.search(text))


def is_cjk(text: str, index: int) -> bool:
    """Whether the character at `index` is written without spaces around it."""
    return bool(text) and bool(_CJK.match(text[index]))


def full_width(lines: Sequence[str]) -> float:
    """Return the length in characters of a full line: the 90th percentile of `lines`."""
    lengths = sorted(len(line.strip()) for line in lines if line.strip())
    return float(lengths[int(0.9 * (len(lengths) - 1))]) if lengths else 0.0


def is_full(line: str, following: str, width: float | None) -> bool:
    """Whether the first word of `following` would not have fitted on `line`.

    Proportional fonts put between 85 and 115 % of the usual number of letters on a line.
    """
    if width is None:
        return False
    first = 1 if is_cjk(following.lstrip(), 0) else len(following.split(maxsplit=1)[0])
    return len(line.strip()) + 1 + first > 0.85 * width


def is_wrapped(lines: Sequence[str], width: float, least: float = 0.0) -> bool:
    """Whether the ends of `lines` are where words stopped fitting, rather than an author's.

    At least the share `least` of the lines must be full, and where a full line closes no
    sentence, the next must not usually begin with a capital as the lines of a list do.
    """
    pairs = [(a, b.lstrip()) for a, b in pairwise(lines) if a.strip() and b.strip()]
    full = [(a, b) for a, b in pairs if is_full(a, b, width)]
    going_on = [b[0].isupper() for a, b in full if not ends(a)]
    listed = len(going_on) > 1 and sum(going_on) > _LISTED_SHARE * len(going_on)
    return len(full) >= least * len(pairs) and not listed


def looks_like_heading(line: str, width: float | None) -> bool:
    """Whether the line is short, begins like a title and does not end like a sentence."""
    text = line.strip()
    short = len(text) <= (_HEADING_SHARE * width if width else 60)
    return short and not ends(text) and not text.endswith(",") and not text[:1].islower()
