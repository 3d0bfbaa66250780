"""A document in chunks: whole sentences, as many as fit, with what stands before them.

What a sentence is about, and what a row of a table tells, often stands a little before: chunks that
overlap answer a tenth more questions (docs/log.md, 2026-11-28).
"""

from bisect import bisect_right

from liftapp.lift.prompting import Prompter
from liftapp.lift.source import Source

Span = tuple[int, int]
"""[start, end) in characters of the text."""


def chunks(source: Source, prompter: Prompter, tokens: int, overlap: int = 0) -> list[Span]:
    """Consecutive stretches of at most `tokens` tokens; a longer sentence is cut.

    What stands between two chunks is white space; each then begins so many sentences earlier as
    `overlap` tokens hold.
    """
    spans = _apart(source, prompter, tokens)
    return [(_earlier(source, prompter, start, overlap), end) for start, end in spans]


def _earlier(source: Source, prompter: Prompter, start: int, overlap: int) -> int:
    """The start of the sentences before `start` that fit."""
    last = bisect_right(source.sentences, start, key=lambda span: span[1])
    room = overlap
    for begin, end in reversed(source.sentences[:last]):
        room -= len(prompter.encode(source.text[begin:end]))
        if room < 0:
            break
        start = begin
    return start


def _apart(source: Source, prompter: Prompter, tokens: int) -> list[Span]:
    """The stretches before they overlap."""
    out: list[Span] = []
    size = 0
    for start, end in source.sentences:
        count = len(prompter.encode(source.text[start:end]))
        if count > tokens:
            out += _cut(source.text, (start, end), prompter, tokens)
            size = tokens  # what follows begins anew
        elif out and size + count <= tokens:
            out[-1] = out[-1][0], end
            size += count
        else:
            out.append((start, end))
            size = count
    return out


def _cut(text: str, span: Span, prompter: Prompter, tokens: int) -> list[Span]:
    """A long sentence in parts, each as long as it may be by characters alone."""
    start, end = span
    parts = -(-len(prompter.encode(text[start:end])) // tokens)
    while True:
        step = -(-(end - start) // parts)
        out = [(at, min(end, at + step)) for at in range(start, end, step)]
        if step == 1 or all(len(prompter.encode(text[a:b])) <= tokens for a, b in out):
            return out
        parts += 1
