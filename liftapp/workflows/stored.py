"""A document in the library: put there, had back, and searched."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

from liftapp.documents import Document, Page, PageVerdict, passages
from liftapp.library import DocumentRecord, Library, PageRecord, PassageSpan

if TYPE_CHECKING:
    from liftapp.lift.retrieval import Span


def store(library: Library, document: Document) -> None:
    """Keep a document and its passages; nothing changes where it is known."""
    pages = tuple(PageRecord(p.number, p.start, p.end, p.verdict) for p in document.pages)
    record = DocumentRecord(
        document.sha256, document.title, str(document.path), pages, document.text
    )
    spans = [PassageSpan(document.page_at(s.start), s.start, s.end) for s in passages(document)]
    library.documents.add(record, spans)


def document_of(record: DocumentRecord) -> Document:
    """A document of the library as it was read."""
    pages = tuple(
        Page(p.number, p.start, p.end, PageVerdict.TEXT if p.start < p.end else PageVerdict.EMPTY)
        for p in record.pages
    )
    return Document(record.title, record.text, pages, record.sha256, Path(record.source_path))


def search_in(library: Library, sha256: str) -> Callable[[str, int], list[Span]]:
    """The library's search for passages of one document that fit a question, at most so many."""

    def search(question: str, limit: int) -> list[Span]:
        found = library.documents.search(question, sha256, limit)
        return [(passage.start, passage.end) for passage in found]

    return search
