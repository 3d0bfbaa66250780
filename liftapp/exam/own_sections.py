"""The sections of a document that an exam reports on: by headings, else pages, else equal parts."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence

from liftapp.documents import Document, passages, split_sentences
from liftapp.library import Section, Unit
from liftapp.lift.questions import says_something

MOST = 13
"""More would leave each too few questions, in an exam that takes less than a minute."""
FEWEST = 6
"""Sentences that say something; a section with fewer goes together with the one beside it."""
LARGEST = 0.6
"""Share of such sentences in one section beyond which headings divide a document badly."""
PART = 15
"""Such sentences of an equal part, where there are neither headings nor pages."""


def sections(document: Document) -> list[Section]:
    """The document's sections, in order and without gaps; at least one, at most `MOST`."""
    text = document.text
    spans = split_sentences(text)
    told = [s.start for s in spans if says_something(text[s.start : s.end])]
    for found in (_by_headings(document), _by_pages(document)):
        joined = _joined(found, told)
        largest = max((_count(s, told) for s in joined), default=0)
        if len(joined) > 1 and largest <= LARGEST * len(told):
            return joined
    return _parts(document, told)


def _by_headings(document: Document) -> list[Section]:
    # Of unlimited length, a passage ends only where a heading begins the next one.
    text = document.text
    return _placed(
        document,
        Unit.HEADING,
        [(_title(document, s.start), s.start) for s in passages(document, max(1, len(text)))],
    )


def _title(document: Document, start: int) -> str:
    """The heading at `start`; the document's title where its text begins without one."""
    line, _, rest = document.text[start:].partition("\n")
    alone = rest.startswith("\n") or line.startswith("#")
    return line.strip("# \t") if start or (alone and len(line) <= 80) else document.title


def _by_pages(document: Document) -> list[Section]:
    starts = sorted(("", page.start) for page in document.pages if page.start < page.end)
    return _placed(document, Unit.PAGES, starts)


def _parts(document: Document, told: Sequence[int]) -> list[Section]:
    """Equal ones by what they tell."""
    count = max(1, min(MOST, len(told) // PART))
    starts = [told[len(told) * i // count] if i else 0 for i in range(count)]
    ends = [*starts[1:], len(document.text)]
    return [Section(Unit.PART, "", i + 1, count, starts[i], ends[i]) for i in range(count)]


def _placed(document: Document, unit: Unit, starts: Sequence[tuple[str, int]]) -> list[Section]:
    """Each up to the next one; the first begins with the text."""
    begins = [start if i else 0 for i, (_, start) in enumerate(starts)]
    ends = [*begins[1:], len(document.text)][: len(begins)]
    return [
        Section(unit, title, _page(document, begin), _page(document, max(begin, end - 1)),
                begin, end)
        for (title, _), begin, end in zip(starts, begins, ends, strict=True)
    ]  # fmt: skip


def _page(document: Document, offset: int) -> int:
    return document.page_at(offset) if document.pages else 1


def _joined(found: Sequence[Section], told: Sequence[int]) -> list[Section]:
    """Neighbours together until each tells enough and they are few enough."""
    groups = [[section] for section in found]
    sizes = [_count(section, told) for section in found]
    while len(groups) > 1 and (min(sizes) < FEWEST or len(groups) > MOST):
        least = sizes.index(min(sizes))
        beside = [i for i in (least - 1, least + 1) if 0 <= i < len(groups)]
        other = min(beside, key=lambda i: sizes[i])
        first, second = sorted((least, other))
        groups[first] += groups.pop(second)
        sizes[first] += sizes.pop(second)
    return [_whole(group) for group in groups]


def _whole(group: Sequence[Section]) -> Section:
    first, last = group[0], group[-1]
    title = first.title if first.title == last.title else f"{first.title} … {last.title}"
    return Section(first.unit, title, first.first, last.last, first.start, last.end)


def _count(section: Section, told: Sequence[int]) -> int:
    return bisect_left(told, section.end) - bisect_left(told, section.start)
