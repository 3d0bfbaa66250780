"""Passages: the pieces of a document that are searched and shown as sources."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator

from .model import Document, Span
from .sentences import split_sentences

# Text without sentence ends (a table in one line) would make one endless passage.
_CUT_BEYOND = 4
_HEADING_END = re.compile(r"[^.!?:;,。！？؟।…]")
_MAX_HEADING = 80


def passages(document: Document, max_chars: int = 600) -> list[Span]:
    """Return consecutive passages of whole sentences that cover the text of `document`.

    A passage is at most `max_chars` characters long, unless a single sentence is longer: that
    one is a passage of its own, and is cut at blanks beyond four times `max_chars`. A heading
    begins a new passage, and so does each of several files. Raises ValueError if `max_chars` is
    not positive.
    """
    if max_chars < 1:
        raise ValueError("max_chars must be positive")
    text = document.text
    files = [part.start for part in document.parts]
    result: list[Span] = []
    start: int | None = None
    end = 0
    for sentence in split_sentences(text):
        if start is not None and (
            bisect_right(files, start) < bisect_right(files, sentence.start)
            or not _goes_with(text, Span(start, end), sentence, max_chars)
        ):
            result.extend(_cut_long(text, Span(start, end), max_chars))
            start = None
        start = sentence.start if start is None else start
        end = sentence.end
    if start is not None:
        result.extend(_cut_long(text, Span(start, end), max_chars))
    return result


def _goes_with(text: str, passage: Span, sentence: Span, max_chars: int) -> bool:
    if sentence.end - passage.start > max_chars:
        return False
    # Headings in a row (a title and its first chapter) stay together.
    return not _is_heading(text, sentence) or _is_heading(text, passage)


def _is_heading(text: str, span: Span) -> bool:
    """Whether the span is a short line between empty lines that does not end like a sentence."""
    line = text[span.start : span.end]
    if line.startswith("#") and "\n" not in line:
        return True
    alone = span.start == 0 or text.endswith("\n\n", 0, span.start)
    followed = text.startswith("\n\n", span.end)
    short = len(line) <= _MAX_HEADING and "\n" not in line
    return alone and followed and short and bool(_HEADING_END.match(line[-1]))


def _cut_long(text: str, span: Span, max_chars: int) -> Iterator[Span]:
    start = span.start
    if span.end - start > _CUT_BEYOND * max_chars:
        while span.end - start > max_chars:
            blank = text.rfind(" ", start + max_chars // 2, start + max_chars)
            cut = start + max_chars if blank < 0 else blank
            yield Span(start, cut)
            start = cut + len(text[cut : span.end]) - len(text[cut : span.end].lstrip())
    yield Span(start, span.end)
