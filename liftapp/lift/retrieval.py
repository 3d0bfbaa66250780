"""Filling the window with the passages of the document that fit a question (retrieval)."""

from collections.abc import Callable, Sequence

Span = tuple[int, int]
"""Start and end of a stretch of text, in characters."""

BESIDE = "\n\n"
"""Stands between passages that are put into the window together."""


def room_for_passages(budget: int, recalls: bool) -> int:
    """Tokens of the window that passages take, of `budget`: a quarter beside one that recalls.

    More of them add nothing to what it recalls but what can be mistaken for an answer
    (docs/log.md, 2026-11-29).
    """
    return budget // 4 if recalls else budget


def retrieve(
    question: str,
    text: str,
    search: Callable[[str, int], Sequence[Span]],
    encode: Callable[[str], list[int]],
    budget: int,
) -> list[int]:
    """Tokens of the passages of `text` that `search` finds for a question, at most `budget`.

    `search` gives the best passages first, at most so many.
    """
    # Every passage has at least a token, so no window holds more of them than this.
    return fill_window(text, search(question, budget), encode, budget)


def fill_window(
    text: str, ranked: Sequence[Span], encode: Callable[[str], list[int]], budget: int
) -> list[int]:
    """Tokens of the best passages that fit the budget whole, in the document's order.

    `ranked` is best first. The best one is cut where it alone does not fit; without any, the
    window is empty.
    """
    chosen: list[Span] = []
    tokens: list[int] = []
    for span in ranked:
        longer = encode(beside(text, [*chosen, span]))
        if len(longer) <= budget:
            chosen, tokens = [*chosen, span], longer
        elif not chosen:
            return longer[:budget]
        if budget - len(tokens) < budget // 20:
            break  # what is left holds no passage worth looking for
    return tokens


def beside(text: str, spans: Sequence[Span]) -> str:
    """The stretches in the text's order, those that overlap as one."""
    merged: list[Span] = []
    for start, end in sorted(spans):
        if merged and start <= merged[-1][1]:
            merged[-1] = merged[-1][0], max(end, merged[-1][1])
        else:
            merged.append((start, end))
    return BESIDE.join(text[start:end] for start, end in merged)
