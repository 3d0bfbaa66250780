"""Which lines of a Markdown file go together; the marks themselves stay in the text."""

from __future__ import annotations

import re

from .lines import Line, LineKind

_FENCE = re.compile(r" {0,3}(`{3,}|~{3,})")
_HEADING = re.compile(r" {0,3}#{1,6}(?:\s|$)")
_UNDERLINE = re.compile(r" {0,3}(?:=+|-{2,})\s*$")
_RULE = re.compile(r" {0,3}([-*_])(?:\s*\1){2,}\s*$")
_ITEM = re.compile(r"\s*(?:[-*+]|\d{1,9}[.)])\s+\S")
_ROW = re.compile(r"\s*\|.*|.*\|.*\|.*")
_QUOTE = re.compile(r" {0,3}>")
_INDENTED = re.compile(r"(?: {4}|\t)")
_TITLE = re.compile(r" {0,3}#(?!#)\s+(.+?)(?:\s+#+)?\s*$")


def mark_kinds(lines: list[Line]) -> None:
    """Set the kind of each line of a Markdown file, fenced and indented code included."""
    fence = ""
    before = LineKind.BLANK
    in_list = False
    for line in lines:
        opening = _FENCE.match(line.text)
        if fence:
            line.kind = LineKind.CODE
            if opening and opening[1].startswith(fence):
                fence = ""
        elif opening:
            fence = opening[1]
            line.kind = LineKind.CODE
        else:
            line.kind = _kind(line.text, before, in_list)
        if line.kind is not LineKind.BLANK:
            in_list = line.kind is LineKind.ITEM or (in_list and line.text[:1].isspace())
        before = line.kind


def _kind(text: str, before: LineKind, in_list: bool) -> LineKind:
    if not text.strip():
        return LineKind.BLANK
    if _INDENTED.match(text) and before in (LineKind.BLANK, LineKind.CODE) and not in_list:
        return LineKind.CODE
    if _HEADING.match(text) or _RULE.fullmatch(text):
        return LineKind.HEADING
    if _UNDERLINE.fullmatch(text) and before is LineKind.PROSE:
        return LineKind.HEADING
    if _ITEM.match(text):
        return LineKind.ITEM
    return LineKind.ROW if _ROW.fullmatch(text) else LineKind.PROSE


def joins(line: Line, following: Line) -> bool:
    """Whether `following` continues the paragraph, list item or quotation of `line`."""
    if following.kind is not LineKind.PROSE or line.kind not in (LineKind.PROSE, LineKind.ITEM):
        return False
    # Two spaces or a backslash at the end are Markdown's line break.
    if line.text.endswith(("  ", "\\")):
        return False
    return bool(_QUOTE.match(line.text)) == bool(_QUOTE.match(following.text))


def continuation(text: str) -> str:
    """Return a line as it continues the line before: without the mark of a quotation."""
    return _QUOTE.sub("", text, count=1).strip()


def first_heading(text: str) -> str | None:
    """Return the text of the first `# heading`, code blocks left aside, or None."""
    fence = ""
    for line in text.split("\n"):
        opening = _FENCE.match(line)
        if opening and not fence:
            fence = opening[1]
        elif opening and opening[1].startswith(fence):
            fence = ""
        elif not fence and (match := _TITLE.match(line)):
            return match[1]
    return None
