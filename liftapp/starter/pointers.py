"""Where to look for an answer, and for whose it is: found in a chat's texts.

`Ann is the mayor of Oslo` cannot be looked up at `Ann`, which has not read the rest. The end of the
sentence has: it can gather `Ann`, and the question can fetch her there. In the same way `She is the
mayor of Oslo` is about somebody named before: its end can gather the name, and whoever asks about
her can fetch it there. Neither is found by itself in a hundred million tokens, so training says
where to look (`liftapp.starter.pointing`).
"""

import re
from bisect import bisect_right
from collections.abc import Iterable
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray
from tokenizers import Encoding, Tokenizer

from liftapp.starter.corpus.turns import Subject
from liftapp.starter.corpus.vocabulary import whole, words

GATHER, FETCH, GATHER_NAME, FETCH_NAME = range(0, 8, 2)
"""And 1 more for the second token of what is gathered and fetched."""
KINDS = 8
MOST = 160  # of a kind in a row
_ARTICLE = re.compile(r"(?:the|an?) ", re.IGNORECASE)
_BREAK = re.compile(r"(?<=[.!?])\s+|\n+")
_WORD = re.compile(r"\w{4,}|[A-Z0-9]\w*")
_EMPTY = frozenset(
    words(
        "what;which;where;when;whose;whom;that;this;with;from;they;tell;does;have;been;were;know;"
        "there;document;text;according;please;would;like;name;named;given"
    )
)
"""Words of a question that do not tell what it is about."""


class Pointer(NamedTuple):
    """From one token to another, by their numbers, of one chat.

    `query` is of the branch `branch`, or of the view where that is -1; `target` is of the view.
    """

    kind: int
    branch: int
    query: int
    target: int


class Finder:
    """Finds them in one chat.

    Args:
        text: the passage.
        read: its tokens.
        lead: what stands before each reply.
        tokenizer: of the model.
    """

    def __init__(self, text: str, read: Encoding, lead: str, tokenizer: Tokenizer) -> None:
        self._text, self._lead, self._tokenizer = text, lead, tokenizer
        self._ends = [end for _, end in read.offsets]

    def answers(self, asked: Iterable[tuple[str, str]]) -> list[Pointer]:
        """Return where to look for answers that stand once, before what is asked about.

        An article is left to itself: it does not tell what follows.

        Args:
            asked: question and answer of each branch.

        Returns:
            pointers whose `query` is a token of the text for gathering, and for fetching one of the
            answer, or -1 for the token before that.
        """
        found = dict[Pointer, None]()
        for branch, (question, answer) in enumerate(asked):
            bare = _bare(answer)
            places = list(whole(answer[bare:]).finditer(self._text))
            if len(places) != 1:
                continue
            start, end = places[0].span()
            line = _BREAK.search(self._text, end)
            last = line.start() if line else len(self._text)
            if not _follows(self._text[end:last], question):
                continue
            first, stop = self._said(answer, bare), self._at(last - 1)
            found |= self._both(GATHER, branch, (first, stop), (start, end))
            found |= dict.fromkeys(Pointer(FETCH, branch, q, stop) for q in (-1, first - 1))
        return list(found)

    def names(self, written: Iterable[tuple[str, Subject]]) -> list[Pointer]:
        """Return where to look for who or what a line is about: where it was named last.

        Args:
            written: what is written about a line, and its subject, of each branch.

        Returns:
            pointers as of `answers`.
        """
        found = dict[Pointer, None]()
        for branch, (reply, (name, last)) in enumerate(written):
            called = whole(name[_bare(name) :])
            places, said = list(called.finditer(self._text, 0, last)), called.search(reply)
            if not places or not said:
                continue
            first, stop = self._said(reply, said.start()), self._at(last - 1)
            found[Pointer(FETCH_NAME, branch, first - 1, stop)] = None
            found |= self._both(GATHER_NAME, branch, (first, stop), places[-1].span())
        return list(found)

    def _both(
        self, kind: int, branch: int, ends: tuple[int, int], span: tuple[int, int]
    ) -> dict[Pointer, None]:
        """Gathering of what stands at a span; of its second token, if it has one, fetching too."""
        first, stop = ends
        place, behind = self._at(span[0]), self._at(span[1] - 1)
        found = {Pointer(kind, -1, stop, place): None}
        if behind > place:
            found[Pointer(kind + 1, -1, stop, place + 1)] = None
            found[Pointer(kind + 3, branch, first, stop)] = None
        return found

    def _at(self, character: int) -> int:
        """The token of the text that ends behind this character."""
        return bisect_right(self._ends, character)

    def _said(self, reply: str, character: int) -> int:
        """The same of a reply."""
        ends = [end for _, end in self._tokenizer.encode(self._lead + reply).offsets]
        return bisect_right(ends, len(self._lead) + character)


def _bare(name: str) -> int:
    """Where a name begins behind its article."""
    article = _ARTICLE.match(name)
    return article.end() if article else 0


def _follows(rest: str, question: str) -> bool:
    """Whether what is asked about stands in the rest of a sentence."""
    told = {word.lower() for word in _WORD.findall(rest)}
    return bool(told & ({word.lower() for word in _WORD.findall(question)} - _EMPTY))


def placed(pointers: Iterable[tuple[int, ...]]) -> NDArray[np.int64]:
    """Return them as (KINDS, MOST, 6): query, target, and two ranges seen, from and to.

    The rest is 0, where nothing is seen.
    """
    out = np.zeros((KINDS, MOST, 6), dtype=np.int64)
    count = [0] * KINDS
    for kind, *what in pointers:
        if count[kind] < MOST:
            out[kind, count[kind]] = what
            count[kind] += 1
    return out
