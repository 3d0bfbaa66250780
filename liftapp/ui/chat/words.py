"""Which token wrote which character, and what share of each word came from memory.

Tokens are pieces of words; people read words. What is shown may be rendered Markdown, so the
text on the screen and the text of the tokens are not always the same: they are aligned here.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from difflib import SequenceMatcher

from liftapp.library.documents import UNSPACED

NOBODY = -1
"""Owner of a character that no token wrote, such as the number of a list entry."""

_PIECE = re.compile(r"\w+|[^\w\s]")
# In scripts without spaces a whole sentence would be one word.
_WORD = re.compile(rf"[{UNSPACED}]|[^\s{UNSPACED}]+")


@dataclass(frozen=True)
class Word:
    """Characters [start, end) of the shown text; `share` from memory, the mean of its tokens.

    `tokens` are (index, share).
    """

    start: int
    end: int
    share: float
    tokens: tuple[tuple[int, float], ...]


@dataclass(frozen=True)
class Rendered:
    """A formula: what was written [source_start, source_end), what is shown [start, end)."""

    source_start: int
    source_end: int
    start: int
    end: int

    def moved(self, by: int) -> "Rendered":
        """The same where so many characters were written before it."""
        return replace(self, source_start=self.source_start + by, source_end=self.source_end + by)


def owners(tokens: Sequence[str], shown: str, formulas: Sequence[Rendered] = ()) -> list[int]:
    """For each character of `shown` the index of the token that wrote it, or NOBODY.

    White space belongs to nobody: a token " two" is the word, not the gap before it. `formulas`
    are in order, and their source is that of the joined tokens.
    """
    written = "".join(tokens)
    of = [i for i, token in enumerate(tokens) for _ in token]
    found: list[int] = []
    a = b = 0
    for each in formulas:
        found += _matched(written[a : each.source_start], of[a:], shown[b : each.start])
        a, b = each.source_start, each.start
        source = slice(a, each.source_end)
        found += _of_formula(written[source], of[source], shown[b : each.end])
        a, b = each.source_end, each.end
    found += _matched(written[a:], of[a:], shown[b:])
    return [NOBODY if c.isspace() else owner for c, owner in zip(shown, found, strict=True)]


def _matched(written: str, of: list[int], shown: str) -> list[int]:
    at = written.find(shown)
    return of[at : at + len(shown)] if at >= 0 else _aligned(written, of, shown)


def _of_formula(written: str, of: list[int], shown: str) -> list[int]:
    """Owners of a formula's signs: who wrote the same one, else who wrote what is at its height."""
    found = _aligned(written, of, shown)
    return [of[i * len(of) // len(shown)] if o == NOBODY else o for i, o in enumerate(found)]


def _aligned(written: str, of: list[int], shown: str) -> list[int]:
    """Owners where markup was taken away: pieces that are in both, in order."""
    left, right = list(_PIECE.finditer(written)), list(_PIECE.finditer(shown))
    out = [NOBODY] * len(shown)
    matcher = SequenceMatcher(None, [m[0] for m in left], [m[0] for m in right], autojunk=False)
    for block in matcher.get_matching_blocks():
        for i in range(block.size):
            source, target = left[block.a + i], right[block.b + i]
            out[target.start() : target.end()] = of[source.start() : source.end()]
    return out


def words(shown: str, owner: Sequence[int], gates: Sequence[float | None]) -> list[Word]:
    """The words of `shown` that tokens with a gate wrote, in order; `gates` has one a token."""
    found = []
    for match in _WORD.finditer(shown):
        written_by = sorted(set(owner[match.start() : match.end()]) - {NOBODY})
        shares = {i: gate for i in written_by if (gate := gates[i]) is not None}
        if shares:
            share = sum(shares.values()) / len(shares)
            found.append(Word(match.start(), match.end(), share, tuple(shares.items())))
    return found


def token_span(owner: Sequence[int], token: int) -> tuple[int, int] | None:
    """[start, end) of the characters a token wrote; None where it shows none."""
    at = [i for i, o in enumerate(owner) if o == token]
    return (at[0], at[-1] + 1) if at else None


def units(text: str, index: int) -> int:
    """Qt's position (UTF-16 units) of the character at `index`."""
    return len(text[:index].encode("utf-16-le", "surrogatepass")) // 2


def characters(text: str, position: int) -> int:
    """The index of the character at Qt's `position`."""
    left = text.encode("utf-16-le", "surrogatepass")[: 2 * position]
    return len(left.decode("utf-16-le", "ignore"))
