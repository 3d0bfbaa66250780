"""Text files as pages."""

from __future__ import annotations

from liftapp.documents.plaintext import PAGE_CHARACTERS, split_pages


def test_form_feeds_are_the_authors_pages() -> None:
    pages, paged = split_pages("One.\fTwo.\f\fFour.\f\n")
    assert paged
    assert [page.text for page in pages] == ["One.", "Two.", "", "Four."]


def test_long_text_is_cut_at_paragraphs() -> None:
    paragraph = "A line of text here.\nAnother line of it.\n\n"
    pages, paged = split_pages(paragraph * 300)
    assert not paged
    assert "".join(page.text for page in pages) == paragraph * 300
    assert all(len(page.text) <= PAGE_CHARACTERS for page in pages)
    assert all(page.text.endswith("\n\n") and not page.goes_on for page in pages)
    assert len(pages) < 300 * len(paragraph) / PAGE_CHARACTERS * 2


def test_one_endless_line_is_cut_and_marked() -> None:
    pages, _ = split_pages("It rains. " * 1000)
    assert all(page.goes_on for page in pages[:-1])
    assert all(page.text.endswith("rains. ") for page in pages[:-1])
    assert [len(page.text) for page in split_pages("x" * 7000)[0]] == [3000, 3000, 1000]


def test_newlines_of_all_kinds() -> None:
    assert split_pages("a\r\nb\rc\u2028d\x85e")[0][0].text == "a\nb\nc\nd\ne"
