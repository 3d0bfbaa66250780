"""Passages of whole sentences."""

from __future__ import annotations

import itertools
from pathlib import Path

import pytest

from liftapp.documents import Document, Page, PageVerdict, passages, split_sentences


def _document(text: str) -> Document:
    pages = (Page(1, 0, len(text), PageVerdict.TEXT),)
    return Document("t", text, pages, "0" * 64, Path("t.txt"))


def _texts(text: str, max_chars: int) -> list[str]:
    return [text[s.start : s.end] for s in passages(_document(text), max_chars)]


def test_whole_sentences_up_to_the_limit() -> None:
    text = "One is here. Two is here. Three is here. Four is here."
    assert _texts(text, 26) == ["One is here. Two is here.", "Three is here.", "Four is here."]


def test_every_sentence_is_in_exactly_one_passage() -> None:
    text = "\n\n".join(f"Heading {n}\n\n" + f"Sentence {n} is here. " * 9 for n in range(40))
    spans = passages(_document(text), 120)
    assert all(a.end <= b.start for a, b in itertools.pairwise(spans))
    for sentence in split_sentences(text):
        holders = [s for s in spans if s.start <= sentence.start and sentence.end <= s.end]
        assert len(holders) == 1
    assert max(span.end - span.start for span in spans) <= 120


def test_a_heading_begins_a_passage() -> None:
    text = "Title\n\nChapter one\n\nIt rains. It pours.\n\nChapter two\n\nIt is dry."
    assert _texts(text, 600) == [
        "Title\n\nChapter one\n\nIt rains. It pours.",
        "Chapter two\n\nIt is dry.",
    ]


def test_a_markdown_heading_begins_a_passage() -> None:
    assert _texts("It rains.\n## Two\nIt is dry.", 600) == ["It rains.", "## Two\nIt is dry."]


def test_a_long_sentence_stands_alone_and_an_endless_one_is_cut() -> None:
    long = "word " * 30 + "end."
    assert _texts(f"Short one. {long} Short two.", 60) == ["Short one.", long, "Short two."]
    endless = _texts("word " * 400, 60)
    assert all(len(piece) <= 60 for piece in endless)
    assert " ".join(endless) == ("word " * 400).strip()


def test_empty_text_and_bad_limit() -> None:
    assert passages(_document("")) == []
    with pytest.raises(ValueError, match="positive"):
        passages(_document("A."), 0)
