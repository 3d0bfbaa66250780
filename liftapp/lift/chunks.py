"""A document in chunks: whole sentences, as many as fit, and what they can't be read without.

What a sentence is about often stands a little before it, and what the cells of a row mean at the
head of its table: chunks that begin with both answer a tenth more questions, and those in the
midst of a table at all (docs/log.md, 2026-11-28).
"""

from bisect import bisect_right
from dataclasses import dataclass

from liftapp.lift.prompting import Prompter
from liftapp.lift.source import Source

Span = tuple[int, int]
"""[start, end) in characters of the text."""


@dataclass(frozen=True)
class Chunk:
    """A stretch of the text, and what its block (lines with no blank one between) begins with.

    `head` is the block's first line or sentence, None where the stretch has it.
    """

    span: Span
    head: Span | None = None

    def text(self, source: Source) -> str:
        """What is read."""
        start, end = self.span
        head = source.text[slice(*self.head)] + "\n" if self.head else ""
        return head + source.text[start:end]


def chunks(source: Source, prompter: Prompter, tokens: int, overlap: int = 0) -> list[Chunk]:
    """Consecutive stretches of at most `tokens` tokens; a longer sentence is cut.

    What stands between two stretches is white space; each then begins so many sentences earlier as
    `overlap` tokens hold. A head of more than `overlap` tokens is left out.
    """
    spans = _apart(source, prompter, tokens)
    return [_with_before(source, prompter, span, overlap) for span in spans]


def _with_before(source: Source, prompter: Prompter, span: Span, overlap: int) -> Chunk:
    def size(sentence: Span) -> int:
        return len(prompter.encode(source.text[slice(*sentence)]))

    start, end = span
    sentences, room = source.sentences, overlap
    first = bisect_right(sentences, start, key=lambda sentence: sentence[1])
    while first and (more := size(sentences[first - 1])) <= room:
        first, room = first - 1, room - more
        start = sentences[first][0]
    head = first
    while head and "\n\n" not in source.text[sentences[head - 1][1] : sentences[head][0]]:
        head -= 1
    fits = head < first and size(sentences[head]) <= overlap
    return Chunk((start, end), sentences[head] if fits else None)


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
