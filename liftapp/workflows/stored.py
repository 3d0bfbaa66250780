"""A document in the library: put there, had back, and searched."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from liftapp.library import (
    DocumentRecord,
    FoundPassage,
    Library,
    PageRecord,
    PartRecord,
    PassageSpan,
)

if TYPE_CHECKING:
    from liftapp.documents import Document
    from liftapp.lift.retrieval import Span


def store(library: Library, document: Document) -> None:
    """Keep a document and its passages; nothing changes where it is known."""
    from liftapp.documents import passages  # readers of many formats, which --list does without

    pages = tuple(PageRecord(p.number, p.start, p.end, p.verdict) for p in document.pages)
    parts = tuple(
        PartRecord(p.name, str(p.path), p.sha256, p.start, p.first_page) for p in document.parts
    )
    record = DocumentRecord(
        document.sha256, document.title, str(document.path), pages, document.text, parts
    )
    spans = [PassageSpan(document.page_at(s.start), s.start, s.end) for s in passages(document)]
    library.documents.add(record, spans)


def document_of(record: DocumentRecord) -> Document:
    """A document of the library as it was read."""
    from liftapp.documents import Document, Page, PageVerdict, Part

    pages = tuple(
        Page(p.number, p.start, p.end, PageVerdict.TEXT if p.start < p.end else PageVerdict.EMPTY)
        for p in record.pages
    )
    parts = tuple(
        Part(p.name, Path(p.source_path), p.sha256, p.start, p.first_page) for p in record.parts
    )
    path = Path(record.source_path)
    return Document(record.title, record.text, pages, record.sha256, path, parts)


def in_its_file(document: DocumentRecord, passage: FoundPassage) -> tuple[Path, str, FoundPassage]:
    """The file a passage stands in, the text of that file, and the passage with offsets in it."""
    part = document.part_at(passage.start)
    if part is None:
        return Path(document.source_path or document.title), document.text, passage
    start, end = passage.start - part.start, passage.end - part.start
    moved = replace(passage, start=start, end=end)
    return Path(part.source_path or part.name), document.text_of(part), moved


def search_in(library: Library, sha256: str) -> Callable[[str, int], list[Span]]:
    """The library's search for passages of one document that fit a question, at most so many."""

    def search(question: str, limit: int) -> list[Span]:
        found = library.documents.search(question, sha256, limit)
        return [(passage.start, passage.end) for passage in found]

    return search
