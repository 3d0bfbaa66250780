"""Where sentences begin and end.

The boundaries come from `nupunkt` 0.8 (Punkt; MIT; pure Python, no dependencies, typed, its 25 kB
model inside the package, last release September 2026). Compared in November 2026 on 55 hand-made
traps (titles, initials, units, decimals, citations, quotations, lists; syntok and pysbd, already
behind, on the first 17) and for speed on 410,000 characters (six copies of one encyclopedia
article), 2 cores:

    nupunkt 0.8.0      2026-09   few misses: a unit or letter before a capital, lists   0.04 s
    sentencex 1.0.32   2026-09   splits "Ms. Cole", "approx. 3 hrs. at", "Vol. 3"        0.2 s
    syntok 1.4.4       2022-03   misses "$4.50. He", splits "Sec. 2.1"                   0.8 s
    pysbd 0.3.4        2021-02   good on short text, loses most boundaries of a long
                                 paragraph, bad escapes in its source warn on import     29 s

What nupunkt misses and documents are full of is mended here: a unit of one or a few letters at
a sentence's end, list numbers, military titles, and scripts that don't write a full stop.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache
from typing import TYPE_CHECKING

from .model import Span

if TYPE_CHECKING:
    from nupunkt import Segmenter

# A number, a unit, a full stop and a capital: "40 W. The lamp", "5 gal. Fill", "20 °C. We".
_AFTER_UNIT = re.compile(
    r"\d\s?(?:[kcmMGT]?[mgWAVNJCFKLlsth]|°[CF]|gal|kg|oz|lb|ft|yd|bn|h|d|%)\.(?=\s+[A-Z])"
)
# nupunkt's time grows with the square of the length of text without blanks; no sentence is so
# long that a window this size would change where it ends.
_WINDOW = 2000
# Chinese and Japanese, Urdu and Arabic, Hindi and its neighbours, Armenian, Ethiopian, Burmese.
_OTHER_ENDS = re.compile(r"[。！？｡]+[」』”’）)]*|[؟۔।॥։።။]+[\"”’»)]*(?=\s)")
# "2." alone is a list's number and belongs to what follows; so do these titles.
_ENUMERATOR = re.compile(r"\(?(?:\d{1,3}|[ivx]{1,5}|[A-Za-z])[.)]")
_TITLE = re.compile(r"\b(?:Lt|Maj|Cpl|Pvt|Cmdr|Adm|Hon|Sgt|Capt|Col|Gen|Mt|Messrs)\.\s*$")
_TITLE_CHARS = 12


def split_sentences(text: str) -> list[Span]:
    """Return the sentences of `text` in order, as spans without white space around them.

    A newline always ends a sentence: paragraphs, headings, list items and table rows each lie
    on lines of their own. Every character that is not white space is in exactly one span.
    """
    spans: list[Span] = []
    offset = 0
    for line in text.split("\n"):
        if line and not line.isspace():
            spans += [Span(start, end) for start, end in _split_line(line, offset)]
        offset += len(line) + 1
    return spans


def _split_line(line: str, offset: int) -> Iterator[tuple[int, int]]:
    cuts = set(_library_ends(line))
    cuts.update(match.end() for match in _AFTER_UNIT.finditer(line))
    cuts.update(match.end() for match in _OTHER_ENDS.finditer(line))
    cuts.add(len(line))
    last = len(line.rstrip())
    start = 0
    for cut in sorted(cuts):
        if cut < last and _leans_forward(line, start, cut):
            continue
        piece = line[start:cut]
        first = start + len(piece) - len(piece.lstrip())
        if first < cut:
            yield offset + first, offset + start + len(piece.rstrip())
        start = cut


def _library_ends(line: str) -> Iterator[int]:
    """Yield the ends of sentences nupunkt sees, a window at a time."""
    start = 0
    while start < len(line):
        window = line[start : start + _WINDOW]
        ends = [end for _, end in _segmenter().spans(window, paragraph_breaks=False)]
        if start + len(window) < len(line):
            # The last sentence is cut off by the window; the next one begins with it.
            del ends[-1:]
        yield from (start + end for end in ends)
        if start + len(window) == len(line):
            return
        # Going back further than half a window would read the same text over and over.
        start += ends[-1] if ends and ends[-1] > _WINDOW // 2 else len(window)


def _leans_forward(line: str, start: int, cut: int) -> bool:
    """Whether what ends at `cut` can't end a sentence that goes on to a next word."""
    if cut - start <= _TITLE_CHARS and _ENUMERATOR.fullmatch(line[start:cut].strip()):
        return True
    return bool(_TITLE.search(line[max(start, cut - _TITLE_CHARS) : cut]))


@cache
def _segmenter() -> Segmenter:
    # Imported here: 40 ms that listing and help need not spend.
    from nupunkt import segmenter

    return segmenter("sentence")
