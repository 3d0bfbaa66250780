"""Where to look for an answer that stands before what is asked about: found in a chat's texts.

`Ann is the mayor of Oslo` cannot be looked up at `Ann`, which has not read the rest. The end of the
sentence has: it can gather `Ann`, and the question can fetch her there. Neither is found by itself
in a hundred million tokens, so training says where to look (`liftapp.starter.pointing`).
"""

import re
from collections.abc import Iterable
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray
from tokenizers import Encoding, Tokenizer

from liftapp.starter.corpus.vocabulary import words

GATHER, FETCH = 0, 2  # and 1 more for the second token of what is gathered and fetched
KINDS = 4
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


def find(
    text: str, read: Encoding, asked: Iterable[tuple[str, str]], lead: str, tokenizer: Tokenizer
) -> list[Pointer]:
    """Return where to look for the answers that stand once in a text, before what is asked about.

    An article is left to itself: it does not tell what follows.

    Args:
        text: the passage.
        read: its tokens.
        asked: question and answer of each branch.
        lead: what stands before each answer.
        tokenizer: of the model.

    Returns:
        pointers whose `query` is a token of the text for gathering, and for fetching one of the
        answer, or -1 for the token before that.
    """
    found = dict[Pointer, None]()
    ends: list[int] | None = None
    for branch, (question, answer) in enumerate(asked):
        article = _ARTICLE.match(answer)
        bare = article.end() if article else 0
        span = _before(text, question, answer[bare:])
        if span is None:
            continue
        start, end, last = span
        ends = ends or [end for _, end in read.offsets]
        place, behind, stop = (
            int(np.searchsorted(ends, x, "right")) for x in (start, end - 1, last - 1)
        )
        told = [end for _, end in tokenizer.encode(lead + answer).offsets]
        first = int(np.searchsorted(told, len(lead) + bare, "right"))
        found[Pointer(GATHER, -1, stop, place)] = None
        for query in sorted({-1, first - 1}):
            found[Pointer(FETCH, branch, query, stop)] = None
        if behind > place:
            found[Pointer(GATHER + 1, -1, stop, place + 1)] = None
            found[Pointer(FETCH + 1, branch, first, stop)] = None
    return list(found)


def _before(text: str, question: str, answer: str) -> tuple[int, int, int] | None:
    """Where the answer starts and ends and its sentence ends, if what is asked about follows it."""
    places = list(re.finditer(rf"(?<!\w){re.escape(answer)}(?!\w)", text))
    if len(places) != 1:
        return None
    start, end = places[0].span()
    stop = _BREAK.search(text, end)
    last = stop.start() if stop else len(text)
    rest = {word.lower() for word in _WORD.findall(text[end:last])}
    wanted = {word.lower() for word in _WORD.findall(question)} - _EMPTY
    return (start, end, last) if rest & wanted else None


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
