"""Cutting a document into the sections an exam reports on."""

from collections.abc import Sequence
from itertools import pairwise
from pathlib import Path

import pytest

from liftapp.documents import Document, Page, PageVerdict
from liftapp.exam.own_sections import FEWEST, MOST, sections
from liftapp.library import Section, Unit
from tests.lift.small import sentences


def document(text: str, ends: Sequence[int] = ()) -> Document:
    """With pages that end there; else one page."""
    bounds = [0, *(ends or [len(text)])]
    pages = [
        Page(i, start, end, PageVerdict.TEXT)
        for i, (start, end) in enumerate(pairwise(bounds), start=1)
    ]
    return Document("Yearbook", text, tuple(pages), "0" * 64, Path("yearbook.txt"))


def chapter(name: str, count: int = 8) -> str:
    return f"{name}\n\n" + " ".join(sentences(count))


def tile(found: list[Section], text: str) -> bool:
    bounds = [found[0].start, *(s.end for s in found)]
    return bounds == sorted([0, *(s.start for s in found[1:]), len(text)])


def test_headings_divide_and_name() -> None:
    text = "\n\n".join([chapter("# Boats"), chapter("Mills and lamps"), chapter("## Clocks ##")])
    found = sections(document(text))
    assert [(s.unit, s.title) for s in found] == [
        (Unit.HEADING, "Boats"), (Unit.HEADING, "Mills and lamps"), (Unit.HEADING, "Clocks")
    ]  # fmt: skip
    assert tile(found, text)


def test_what_comes_before_the_first_heading_has_the_documents_title() -> None:
    text = "\n\n".join([" ".join(sentences(8)), chapter("Boats"), chapter("Mills")])
    assert [s.title for s in sections(document(text))] == ["Yearbook", "Boats", "Mills"]


def test_sections_that_say_little_go_with_a_neighbour() -> None:
    text = "\n\n".join([chapter("Boats"), chapter("Note", 2), chapter("Mills"), chapter("Lamps")])
    found = sections(document(text))
    assert [s.title for s in found] == ["Boats … Note", "Mills", "Lamps"]
    assert tile(found, text)


def test_there_are_never_too_many() -> None:
    text = "\n\n".join(chapter(f"Chapter {i}") for i in range(60))
    found = sections(document(text))
    assert len(found) == MOST
    assert tile(found, text)
    counts = [text.count("Keron", s.start, s.end) for s in found]
    assert max(counts) <= 2 * min(counts)


def test_without_headings_pages_divide() -> None:
    text = " ".join(sentences(24))
    ends = text.index("Keron number 10 "), text.index("Keron number 12 "), len(text)
    found = sections(document(text, ends))
    # The second page says little and goes with the shorter of the others.
    assert [(s.unit, s.first, s.last) for s in found] == [(Unit.PAGES, 1, 2), (Unit.PAGES, 3, 3)]


def test_a_text_without_either_is_cut_into_equal_parts() -> None:
    text = " ".join(sentences(60))
    found = sections(document(text))
    numbers = list(range(1, len(found) + 1))
    assert [(s.unit, s.first, s.last) for s in found] == [
        (Unit.PART, number, len(found)) for number in numbers
    ]
    assert 3 <= len(found) <= 4
    counts = [text.count("Keron", s.start, s.end) for s in found]
    assert max(counts) - min(counts) <= 3
    assert tile(found, text)


@pytest.mark.parametrize("text", ["", "Keron.", " ".join(sentences(FEWEST))])
def test_a_short_text_is_one_section(text: str) -> None:
    (only,) = sections(document(text))
    assert (only.start, only.end) == (0, len(text))


def test_pages_that_came_from_elsewhere_are_not_trusted() -> None:
    text = "\n\n".join([chapter("Boats"), chapter("Mills")])
    odd = Document("t", text, (), "0" * 64, Path())
    assert [s.first for s in sections(odd)] == [1, 1]
