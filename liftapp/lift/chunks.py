"""A document in chunks: whole sentences, as many as fit."""

from liftapp.lift.prompting import Prompter
from liftapp.lift.source import Source

Span = tuple[int, int]
"""[start, end) in characters of the text."""


def chunks(source: Source, prompter: Prompter, tokens: int) -> list[Span]:
    """Consecutive stretches of at most `tokens` tokens; a longer sentence is cut.

    What stands between two chunks is white space.
    """
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
