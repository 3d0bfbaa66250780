"""What a document is once it has been read: text, pages and offsets.

Offsets count characters (Unicode code points) of `Document.text`; `start` is included, `end`
is not, so `text[start:end]` is always the thing itself.
"""

from __future__ import annotations

from bisect import bisect_right
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path


@dataclass(frozen=True, slots=True)
class Span:
    """A stretch of `Document.text`, from `start` up to but not including `end`."""

    start: int
    end: int


class PageVerdict(StrEnum):
    """What a page is good for, judged before anything is learned from it."""

    TEXT = "text"
    EMPTY = "empty"
    GARBAGE = "garbage"


@dataclass(frozen=True, slots=True)
class Page:
    """One page: its number (from 1), its stretch of the text and the verdict on it.

    A page that is not `PageVerdict.TEXT` has `start == end`: nothing of it is in the text.
    """

    number: int
    start: int
    end: int
    verdict: PageVerdict


@dataclass(frozen=True, slots=True)
class Part:
    """One of several files in a document: its text begins at `start`, its pages at `first_page`.

    `name` is the file's and tells it from the other parts; `sha256` is of the file's bytes.
    """

    name: str
    path: Path
    sha256: str
    start: int
    first_page: int


@dataclass(frozen=True, slots=True)
class Document:
    """A file that was read, or several as one (see joining).

    The pages tile the text: the first starts at 0, each starts where the one before ends, the
    last ends at `len(text)`. `sha256` is the hexadecimal hash of the file's bytes, so the same
    file is the same document wherever it lies. Of several files, `parts` has each, the pages are
    counted through all of them, `path` is the first one's and `sha256` is of their hashes.
    """

    title: str
    text: str
    pages: tuple[Page, ...]
    sha256: str
    path: Path
    parts: tuple[Part, ...] = ()
    """Empty for a single file."""

    def page_at(self, offset: int) -> int:
        """Return the number of the page that holds the character at `offset`.

        `len(text)` is accepted too and belongs to the last page with text, so that the end of
        a span can be asked for. Raises IndexError for any other offset outside the text.
        """
        if not 0 <= offset <= len(self.text):
            raise IndexError(f"offset {offset} lies outside the text (0 to {len(self.text)})")
        if offset == len(self.text):
            offset = max(0, offset - 1)
        # Pages without text share their start with the next page; the last of equal starts is
        # the one that holds the character.
        index = bisect_right(self.pages, offset, key=lambda page: page.start) - 1
        return self.pages[index].number

    @property
    def pages_without_text(self) -> tuple[int, ...]:
        """Numbers of the pages nothing can be learned from: empty ones and garbage."""
        return tuple(page.number for page in self.pages if page.verdict is not PageVerdict.TEXT)

    def place_of(self, page: int) -> tuple[str, int]:
        """The name of the file that a page belongs to, and the page's number in that file."""
        if not self.parts:
            return self.path.name, page
        part = self.parts[bisect_right(self.parts, page, key=lambda part: part.first_page) - 1]
        return part.name, page - part.first_page + 1
