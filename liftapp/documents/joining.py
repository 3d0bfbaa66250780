"""Several files as one document: their texts one after the other."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from pathlib import Path

from .model import Document, Page, Part

BETWEEN = "\n\n"
"""Ends a paragraph, and with it a sentence; it belongs to the page before."""
_TITLE_LETTERS = 100
"""Of the first one's title: a memory is called so, and its name may have 120."""


def join(documents: Sequence[Document]) -> Document:
    """Return one document with the texts of all in their order, each of one file.

    A file that comes twice is taken once. What is a single document then is returned as it is.
    """
    unlike = list({document.sha256: document for document in documents}.values())
    if len(unlike) == 1:
        return unlike[0]
    parts: list[Part] = []
    pages: list[Page] = []
    start = 0
    for document, name in zip(unlike, _names(d.path for d in unlike), strict=True):
        parts.append(Part(name, document.path, document.sha256, start, len(pages) + 1))
        gap = len(BETWEEN) if document is not unlike[-1] else 0
        pages += _moved(document, start, gap, len(pages))
        start += len(document.text) + gap
    return Document(
        title=_joint_title([document.title for document in unlike]),
        text=BETWEEN.join(document.text for document in unlike),
        pages=tuple(pages),
        sha256=_joint_sha256(part.sha256 for part in parts),
        path=unlike[0].path,
        parts=tuple(parts),
    )


def _joint_title(titles: Sequence[str]) -> str:
    """What several documents are called together: "Report and 2 more"."""
    return f"{titles[0][:_TITLE_LETTERS].rstrip()} and {len(titles) - 1} more"


def _joint_sha256(hashes: Iterable[str]) -> str:
    """The hash of several files: of their hashes, a line each, in their order."""
    return hashlib.sha256("".join(f"{each}\n" for each in hashes).encode()).hexdigest()


def _moved(document: Document, start: int, gap: int, before: int) -> Iterator[Page]:
    """The pages with `before` others ahead of them; the gap belongs to the last one with text."""
    length = len(document.text)
    for page in document.pages:
        first, last = (at + start + gap * (at == length) for at in (page.start, page.end))
        yield replace(page, number=page.number + before, start=first, end=last)


def _names(paths: Iterable[Path]) -> Iterator[str]:
    """The files' names; of the same ones from different folders, "report.pdf (2)"."""
    taken: set[str] = set()
    for path in paths:
        name, number = path.name, 1
        while name in taken:
            number += 1
            name = f"{path.name} ({number})"
        taken.add(name)
        yield name
