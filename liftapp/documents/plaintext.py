"""Text and Markdown files as pages: at form feeds, else a page every few paragraphs."""

from __future__ import annotations

import re

from .assemble import RawPage
from .characters import normalise_newlines

PAGE_CHARACTERS = 3000
"""Most characters on a page of a file without form feeds: about a printed page."""

_CUTS = (re.compile(r"\n[ \t]*\n"), re.compile(r"\n"), re.compile(r"(?<=[.!?。！？])[ \t]"))
# A page is cut at a paragraph in its second half if there is one, else at a line, else at a
# sentence, so that pages stay near the same size.
_EARLIEST = PAGE_CHARACTERS // 2


def split_pages(text: str) -> tuple[list[RawPage], bool]:
    """Return the pages of a text and whether their breaks are the author's (form feeds)."""
    text = normalise_newlines(text)
    if "\f" in text.strip("\f\n "):
        return [RawPage(page) for page in text.rstrip("\f\n ").split("\f")], True
    return _cut(text.replace("\f", "\n")), False


def _cut(text: str) -> list[RawPage]:
    pages: list[RawPage] = []
    start = 0
    while len(text) - start > PAGE_CHARACTERS:
        end = _page_end(text, start)
        whole = text[end - 1] == "\n"
        pages.append(RawPage(text[start:end], goes_on=not whole))
        start = end
    pages.append(RawPage(text[start:]))
    return pages


def _page_end(text: str, start: int) -> int:
    limit = start + PAGE_CHARACTERS
    for cut in _CUTS:
        found = [match.end() for match in cut.finditer(text, start + _EARLIEST, limit)]
        if found:
            return found[-1]
    blank = text.rfind(" ", start + _EARLIEST, limit)
    return limit if blank < 0 else blank + 1
