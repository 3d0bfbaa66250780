"""Several files as one document."""

from __future__ import annotations

import hashlib
import itertools
from dataclasses import replace
from pathlib import Path

import pytest

from liftapp.documents import (
    Document,
    Page,
    PageVerdict,
    join,
    passages,
    read_document,
    split_sentences,
)
from tests.documents.conftest import MakePdf

REPORT: tuple[list[str], ...] = (
    ["The reactor was built in 1974."],
    [],
    ["Its turbine weighs 35 tonnes", "and hums."],
)


@pytest.fixture
def report(make_pdf: MakePdf) -> Document:
    """Three pages, the one in the middle without text."""
    return read_document(make_pdf(REPORT, "report.pdf", title="Report"))


def text(folder: Path, name: str, words: str) -> Document:
    path = folder / name
    path.parent.mkdir(exist_ok=True)
    path.write_text(words, encoding="utf-8")
    return read_document(path)


@pytest.fixture
def notes(tmp_path: Path) -> Document:
    return text(tmp_path, "notes.txt", "Mira Osei paid 420 francs\fThe press stands in a cellar.")


def test_the_texts_come_one_after_the_other_with_a_blank_line(
    report: Document, notes: Document
) -> None:
    joined = join([report, notes])
    assert joined.text == f"{report.text}\n\n{notes.text}"
    for part, document in zip(joined.parts, (report, notes), strict=True):
        assert joined.text.startswith(document.text, part.start)
        assert (part.path, part.sha256) == (document.path, document.sha256)
    assert joined.title == "Report and 1 more"
    assert joined.path == report.path


def test_every_page_keeps_its_file_and_number(report: Document, notes: Document) -> None:
    joined = join([report, notes, text(notes.path.parent, "last.txt", "The end.")])
    pages = joined.pages
    assert [page.number for page in pages] == [1, 2, 3, 4, 5, 6]
    assert [page.verdict for page in pages[:3]] == [page.verdict for page in report.pages]
    assert pages[0].start == 0
    assert all(a.end == b.start for a, b in itertools.pairwise(pages))
    assert pages[-1].end == len(joined.text)
    places = {
        words: joined.place_of(joined.page_at(joined.text.index(words)))
        for words in ("1974", "hums", "Mira", "press", "The end")
    }
    assert places == {
        "1974": ("report.pdf", 1),
        "hums": ("report.pdf", 3),
        "Mira": ("notes.txt", 1),
        "press": ("notes.txt", 2),
        "The end": ("last.txt", 1),
    }
    assert [joined.place_of(n) for n in joined.pages_without_text] == [("report.pdf", 2)]


def test_pages_without_text_at_an_end_stay_without(notes: Document) -> None:
    def ending(verdict: PageVerdict) -> Document:
        length = len(notes.text)
        pages = (*notes.pages, Page(3, length, length, verdict))
        return replace(notes, pages=pages, sha256="a" * 64)

    joined = join([ending(PageVerdict.EMPTY), notes])
    assert joined.pages[2].start == joined.pages[2].end == joined.pages[3].start
    assert joined.parts[1].start == joined.pages[3].start == len(notes.text) + 2
    assert joined.page_at(joined.parts[1].start) == 4


def test_neither_a_sentence_nor_a_passage_runs_across_files(tmp_path: Path) -> None:
    # No full stop, and a small letter next: within a text these could go on.
    joined = join([text(tmp_path, f"{n}.txt", f"{w} and then") for n, w in enumerate("xyz")])
    starts = [part.start for part in joined.parts]
    assert [s.start for s in split_sentences(joined.text)] == starts
    assert [p.start for p in passages(joined)] == starts
    assert [joined.text[p.start : p.end] for p in passages(joined)] == [
        "x and then", "y and then", "z and then",
    ]  # fmt: skip


def test_the_same_files_in_the_same_order_are_the_same_document(
    report: Document, notes: Document, tmp_path: Path
) -> None:
    joined = join([report, notes])
    lines = f"{report.sha256}\n{notes.sha256}\n"
    assert joined.sha256 == hashlib.sha256(lines.encode()).hexdigest()
    copy = tmp_path / "copies"
    copy.mkdir()
    moved = [read_document(d.path.rename(copy / d.path.name)) for d in (report, notes)]
    assert join(moved).sha256 == joined.sha256
    assert join(moved[::-1]).sha256 != joined.sha256


def test_a_file_that_comes_twice_is_taken_once(report: Document, notes: Document) -> None:
    assert join([report, notes, report]) == join([report, notes])
    assert join([report, report]) is report
    assert join([report]) is report
    assert report.parts == ()
    assert report.place_of(3) == ("report.pdf", 3)


def test_files_of_the_same_name_are_told_apart(tmp_path: Path) -> None:
    documents = [text(tmp_path / year, "report.txt", f"Year {year}.") for year in ("24", "25")]
    assert [part.name for part in join(documents).parts] == ["report.txt", "report.txt (2)"]


def test_a_long_title_leaves_room_for_the_rest(report: Document, notes: Document) -> None:
    long = replace(report, title="Annals " * 17)
    assert len(join([long, notes]).title) <= 120
    assert join([long, notes]).title.endswith(" and 1 more")
