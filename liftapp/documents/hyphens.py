"""Words broken at line ends: `inter-` / `national` is one word, `well-` / `known` keeps its hyphen.

The document decides: whichever of the two spellings occurs elsewhere in it wins, the more
frequent one if both do. Where neither occurs, the hyphen stays if it can't be a line break's
(a capital or a digit follows) or if both halves are words of the document on their own with at
least three letters each; in all other cases the halves are joined, which is right for most
typeset text.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable

HYPHENS = "-\u2010"
SOFT_HYPHEN = "\u00ad"

_WORD = re.compile(r"[^\W\d_]+(?:['’\-\u2010][^\W\d_]+)*")
_BROKEN_END = re.compile(rf"[^\W_][{HYPHENS}{SOFT_HYPHEN}]$")
_LAST_HALF = re.compile(rf"[^\s{SOFT_HYPHEN}(\[\"“‘/]+(?=[{HYPHENS}{SOFT_HYPHEN}]$)")
_FIRST_HALF = re.compile(r"[^\W_]+(?:['’\-\u2010][^\W_]+)*")
# "two- and three-storey": the hyphen hangs on purpose and a space follows.
_HANGING = {"and", "or", "to", "und", "oder", "bis", "et", "ou", "y", "o", "e"}
_MIN_HALF = 3


def ends_broken(line: str) -> bool:
    """Whether the line ends in a hyphen directly after a letter or digit."""
    return bool(_BROKEN_END.search(line))


class Vocabulary:
    """How often each word of a document occurs away from its line ends."""

    def __init__(self, lines: Iterable[str]) -> None:
        """Count the words of `lines`; a half word at a broken line end is not a word."""
        self._counts: Counter[str] = Counter()
        follows_break = False
        for line in lines:
            words = [word.lower() for word in _WORD.findall(line)]
            broken = ends_broken(line)
            self._counts.update(words[int(follows_break) : len(words) - int(broken)])
            follows_break = broken

    def mend(self, before: str, after: str) -> tuple[str, str]:
        """Return `before` as it should read and what stands between it and `after`.

        `before` must end broken (see `ends_broken`) and `after` begins the next line.
        """
        if before.endswith(SOFT_HYPHEN):
            return before[:-1], ""
        head, tail = _LAST_HALF.search(before), _FIRST_HALF.match(after)
        if head is None or tail is None:
            return before, " "
        if tail[0].lower() in _HANGING and not self._counts[(head[0] + tail[0]).lower()]:
            return before, " "
        if self._keeps_hyphen(head[0].lower(), tail[0]):
            return before, ""
        return before[:-1], ""

    def _keeps_hyphen(self, head: str, tail: str) -> bool:
        if not tail[0].islower() or not head[-1].isalpha():
            return True
        joined, hyphenated = self._counts[head + tail], self._counts[f"{head}-{tail}"]
        if joined or hyphenated:
            return hyphenated > joined
        if "-" in head or min(len(head), len(tail)) < _MIN_HALF:
            return "-" in head
        return bool(self._counts[head] and self._counts[tail])
