"""From the lines of all pages to one text in which every character has its page."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from . import markdown
from .characters import clean_characters, normalise_newlines
from .hyphens import SOFT_HYPHEN, Vocabulary, ends_broken
from .lines import (
    Line,
    LineKind,
    ends,
    full_width,
    is_cjk,
    is_full,
    is_wrapped,
    line_kind,
    looks_like_heading,
)
from .model import Page, PageVerdict
from .running import drop_running_lines
from .verdict import judge

# Longer lines are paragraphs that were never wrapped, shorter ones are lists of words.
_MAX_WIDTH = 200
_MIN_WIDTH = 20
# With fewer lines a page says little about its own width and takes the document's.
_MIN_LINES_FOR_WIDTH = 5
# A text file is wrapped if at least half of its lines are full; a PDF is always wrapped.
_WRAPPED = 0.5
# Every second line blank and sentences running through the blanks: double spacing.
_DOUBLE_SPACED_SHARE = 0.3


@dataclass(frozen=True, slots=True)
class RawPage:
    """The text of a page as it was extracted.

    `failed` marks a page that could not be extracted, `goes_on` one that we cut in mid-line.
    """

    text: str
    failed: bool = False
    goes_on: bool = False


@dataclass(frozen=True, slots=True)
class Layout:
    """How the source lays out text: what a reader may conclude from its lines."""

    markdown: bool = False
    indented: bool = False
    """Leading blanks mean something (text files), and lines need not be wrapped at all."""
    paged: bool = True
    """The pages are the author's, so they may have running headers and numbers."""


@dataclass(slots=True)
class _Writer:
    """Collects the text and where each page with text begins in it."""

    parts: list[str] = field(default_factory=list)
    length: int = 0
    starts: dict[int, int] = field(default_factory=dict)

    def write(self, text: str, page: int | None = None) -> None:
        if page is not None:
            self.starts.setdefault(page, self.length)
        self.parts.append(text)
        self.length += len(text)


def assemble(raw_pages: Sequence[RawPage], layout: Layout) -> tuple[str, tuple[Page, ...]]:
    """Return the text of a document and its pages, which tile the text.

    Judges each page, leaves out the text of those that are garbage, drops running headers,
    joins the lines of a paragraph (over page breaks too) and mends broken words. Paragraphs are
    separated by an empty line, list items and table rows by a newline.
    """
    verdicts = [PageVerdict.GARBAGE if raw.failed else judge(raw.text) for raw in raw_pages]
    pages = [
        _split_lines(raw.text, layout) if verdict is PageVerdict.TEXT else []
        for raw, verdict in zip(raw_pages, verdicts, strict=True)
    ]
    if layout.paged:
        pages = drop_running_lines(pages)
    writer = _Writer()
    lines = _to_lines(pages, raw_pages, layout)
    vocabulary = Vocabulary(line.text.rstrip() for line in lines)
    _write(writer, list(_blocks(lines, layout)), vocabulary, layout)
    return "".join(writer.parts), _tile(writer, verdicts)


def _split_lines(text: str, layout: Layout) -> list[str]:
    lines = clean_characters(normalise_newlines(text)).replace("\f", "\n").split("\n")
    if not layout.indented:
        # The widths of blanks in a PDF come from justification and kerning.
        lines = _close_double_spacing([" ".join(line.split()) for line in lines])
    if layout.paged:
        # Blank paper above and below says nothing about where a paragraph ends.
        while lines and not lines[-1].strip():
            del lines[-1]
        while lines and not lines[0].strip():
            del lines[0]
    return lines


def _close_double_spacing(lines: list[str]) -> list[str]:
    gaps = [
        (lines[i - 1], lines[i + 1])
        for i in range(1, len(lines) - 1)
        if not lines[i] and lines[i - 1] and lines[i + 1]
    ]
    running = sum(not ends(before) and after[0].islower() for before, after in gaps)
    if len(gaps) >= _MIN_LINES_FOR_WIDTH and running >= _DOUBLE_SPACED_SHARE * len(gaps):
        return [line for line in lines if line]
    return lines


def _to_lines(
    pages: Sequence[list[str]], raw_pages: Sequence[RawPage], layout: Layout
) -> list[Line]:
    everywhere = full_width([line for page in pages for line in page])
    lines: list[Line] = []
    for index, page in enumerate(pages):
        own = [line for line in page if line.strip()]
        small = len(own) < _MIN_LINES_FOR_WIDTH
        width = everywhere if small or layout.indented else full_width(own)
        if not (small or layout.indented or is_wrapped(page, width)):
            width = 0.0
        usable = width if _MIN_WIDTH <= width <= _MAX_WIDTH else None
        lines += [Line(index, text, line_kind(text), width=usable) for text in page]
        if raw_pages[index].goes_on and page:
            lines[-1].goes_on = True
    if layout.markdown:
        markdown.mark_kinds(lines)
    elif layout.indented and not is_wrapped([line.text for line in lines], everywhere, _WRAPPED):
        for line in lines:
            line.width = None
    return lines


def _blocks(lines: list[Line], layout: Layout) -> Iterator[tuple[list[Line], bool]]:
    """Yield paragraphs, items, rows and headings, each with: does an empty line precede it?"""
    block: list[Line] = []
    blank = was_blank = False
    for line in lines:
        if line.kind is LineKind.BLANK and not (block and block[-1].goes_on):
            blank = True
            continue
        if block and not blank and _joins(block, line, layout):
            block.append(line)
            continue
        if block:
            yield block, was_blank
        block, was_blank, blank = [line], blank, False
    if block:
        yield block, was_blank


def _joins(block: list[Line], line: Line, layout: Layout) -> bool:
    before = block[-1]
    if before.goes_on:
        return True
    if layout.markdown:
        return markdown.joins(before, line)
    if before.width is None:
        return False
    in_item = block[0].kind is LineKind.ITEM
    if layout.indented and not in_item and _indent(line) > _indent(before) + 1:
        return False
    if ends_broken(before.text) and line.text.strip()[:1].isalnum():
        return True
    if before.kind is LineKind.ROW and line.kind is LineKind.ROW:
        return False
    full = is_full(before.text, line.text, before.width)
    closed = ends(before.text)
    if line.kind is LineKind.ITEM:
        return full and not closed and not in_item
    if full:
        return not (closed and looks_like_heading(line.text, line.width))
    reaches = len(before.text.strip()) >= before.width / 2
    return reaches and not closed and line.text.strip()[:1].islower()


def _indent(line: Line) -> int:
    return len(line.text) - len(line.text.lstrip())


def _write(
    writer: _Writer,
    blocks: list[tuple[list[Line], bool]],
    vocabulary: Vocabulary,
    layout: Layout,
) -> None:
    previous: list[Line] | None = None
    for block, blank in blocks:
        if previous is not None:
            writer.write(_separator(previous, block, blank, layout))
        _write_block(writer, block, vocabulary, layout)
        previous = block


def _separator(previous: list[Line], block: list[Line], blank: bool, layout: Layout) -> str:
    if blank or layout.indented:
        return "\n\n" if blank else "\n"
    kind, before = block[0].kind, previous[0].kind
    if kind is before and kind in (LineKind.ITEM, LineKind.ROW):
        return "\n"
    paragraphs = len(previous) > 1 or len(block) > 1 or ends(previous[-1].text)
    return "\n\n" if paragraphs or kind is not before else "\n"


def _write_block(
    writer: _Writer, block: list[Line], vocabulary: Vocabulary, layout: Layout
) -> None:
    keep_indent = layout.indented and (layout.markdown or len(block) == 1)
    strip = markdown.continuation if layout.markdown else str.strip
    texts = [strip(line.text) for line in block]
    texts[0] = block[0].text.strip()
    if keep_indent:
        texts[0] = block[0].text.rstrip()
    for index, line in enumerate(block):
        text, glue = texts[index], ""
        if index + 1 < len(block):
            text, glue = _glue(text, texts[index + 1], vocabulary)
        writer.write(text.replace(SOFT_HYPHEN, ""), page=line.page)
        writer.write(glue)


def _glue(text: str, following: str, vocabulary: Vocabulary) -> tuple[str, str]:
    if ends_broken(text):
        return vocabulary.mend(text, following)
    return text, "" if is_cjk(text, -1) and is_cjk(following, 0) else " "


def _tile(writer: _Writer, verdicts: list[PageVerdict]) -> tuple[Page, ...]:
    end = writer.length
    pages: list[Page] = []
    for index in reversed(range(len(verdicts))):
        start = writer.starts.get(index, end)
        verdict = verdicts[index]
        if verdict is PageVerdict.TEXT and start == end:
            # Nothing was left once the running header and the page number were gone.
            verdict = PageVerdict.EMPTY
        pages.append(Page(index + 1, start, end, verdict))
        end = start
    return tuple(reversed(pages))
