"""Offsets, pages and what lies between them."""

from __future__ import annotations

from pathlib import Path

import pytest

from liftapp.documents import Document, Page, PageVerdict


@pytest.fixture
def document() -> Document:
    """Return a document whose first, third and last pages hold no text."""
    pages = (
        Page(1, 0, 0, PageVerdict.EMPTY),
        Page(2, 0, 4, PageVerdict.TEXT),
        Page(3, 4, 4, PageVerdict.GARBAGE),
        Page(4, 4, 9, PageVerdict.TEXT),
        Page(5, 9, 9, PageVerdict.EMPTY),
    )
    return Document("t", "One. Two!", pages, "0" * 64, Path("t.pdf"))


@pytest.mark.parametrize(("offset", "page"), [(0, 2), (3, 2), (4, 4), (8, 4), (9, 4)])
def test_page_at_skips_pages_without_text(document: Document, offset: int, page: int) -> None:
    assert document.page_at(offset) == page


@pytest.mark.parametrize("offset", [-1, 10])
def test_page_at_refuses_offsets_outside(document: Document, offset: int) -> None:
    with pytest.raises(IndexError, match="outside the text"):
        document.page_at(offset)


def test_pages_without_text_names_empty_and_garbage(document: Document) -> None:
    assert document.pages_without_text == (1, 3, 5)
