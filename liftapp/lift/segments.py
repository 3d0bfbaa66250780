"""Cutting the document: segments (eq. 1), truncated contexts and their mixin."""

from collections.abc import Sequence


def segments(num_tokens: int, length: int, stride: int) -> list[tuple[int, int]]:
    """Overlapping [start, end) spans of `length` tokens; the last one ends at the last token.

    A document shorter than one segment is one segment; an empty one has none.

    Raises:
        ValueError: a length or stride below 1.
    """
    if length < 1 or stride < 1:
        raise ValueError(f"length {length} and stride {stride} must be at least 1")
    if num_tokens <= length:
        return [(0, num_tokens)] if num_tokens else []
    last = num_tokens - length
    return [(start, start + length) for start in [*range(0, last, stride), last]]


def split_context(tokens: list[int], head: int, tail: int, mixin: list[int]) -> list[int]:
    """The first `head` and last `tail` tokens around the mixin; all of them where they meet."""
    if head + tail >= len(tokens):
        return list(tokens)
    return tokens[:head] + mixin + tokens[len(tokens) - tail :]


def truncate(tokens: list[int], budget: int, mixin: list[int]) -> list[int]:
    """The document in at most `budget` tokens: first half, mixin, last half (truncated ICL)."""
    if len(tokens) <= budget:
        return list(tokens)
    room = max(0, budget - len(mixin))
    tail = room // 2
    return split_context(tokens, room - tail, tail, mixin)[:budget]


def visible(num_tokens: int, budget: int, mixin: int) -> tuple[int, int]:
    """Of a document of `num_tokens`: (end of the head, start of the tail) that `truncate` keeps."""
    if num_tokens <= budget:
        return num_tokens, num_tokens
    room = max(0, budget - mixin)
    return room - room // 2, num_tokens - room // 2


def context_budget(prompt: int, before: int) -> int:
    """Tokens of context in a prompt of at most `prompt` tokens, `before` of them the template's.

    A quarter is left to the question, whatever its length, so that the context of a document is
    the same for every usual question: trained once, read once.
    """
    return max(0, int(prompt * 3 / 4) - before)


def common_prefix(sequences: Sequence[tuple[int, ...]]) -> int:
    """How many tokens all of the sequences begin with."""
    if not sequences:
        return 0
    first, last = min(sequences), max(sequences)  # in order, so these two differ soonest
    same = 0
    while same < min(len(first), len(last)) and first[same] == last[same]:
        same += 1
    return same
