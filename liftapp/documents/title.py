"""A title a person would recognise the document by."""

from __future__ import annotations

import re
from pathlib import Path

from .characters import clean_characters
from .markdown import first_heading
from .sentences import split_sentences

_MAX_LENGTH = 120
# What word processors and printer drivers write when nobody gave a title.
_PLACEHOLDER = re.compile(
    r"untitled\W*\d*|\(?anonymous\)?|\(?unspecified\)?|(?:document|presentation|slide|book)\W*\d*"
    r"|powerpoint presentation|no title|title|none|null|unknown|scan\w*\W*\d*",
    re.IGNORECASE,
)
_MADE_BY = re.compile(r"(?:Microsoft (?:Office )?\w+|Print|LaTeX\w*)\s+-\s+", re.IGNORECASE)
_FILE_NAME = re.compile(
    r".*\.(?:docx?|odt|rtf|tex|dvi|pdf|ps|txt|md|indd|qxd|pptx?|xlsx?|html?|pages|fm|wpd|pmd)",
    re.IGNORECASE | re.DOTALL,
)
_PAGE_NUMBER = re.compile(
    r"\W*(?:(?:page|p\.|seite|página)\s*\d+(?:\s*(?:/|of|von|de)\s*\d+)?|[ivxl]{1,6})\W*",
    re.IGNORECASE,
)
_ROW_FIGURES = 3
"""So many, if they are half of the words, are a row of a table; a title may have a year or two."""
_LINES = 40
"""Of the beginning, among which the first that reads like a title is looked for."""
_EMPHASIS = re.compile(r"(\*{1,3}|`)(\S(?:[^*`]*\S)?)\1")
_END = re.compile(r"[.!?…。．！？։።\u0964][\"'”’»)\]]*$")
_QUESTION = re.compile(r"[!?！？]")
_ABBREVIATED = re.compile(
    r"(?:\b(?:inc|ltd|corp|co|bros|jr|sr|eds?|al|etc|vol|no|st)|\.\w|\b[A-Z])\.[)\]]?$",
    re.IGNORECASE,
)
_PATH = re.compile(r"(?:[A-Za-z]:)?[\\/]|https?:|file:")
# What a document's first page may be headed by without being called so.
_SECTIONS = {"contents", "table of contents", "abstract", "index", "preface", "introduction"}


def choose_title(text: str, path: Path, metadata: str | None = None, markdown: bool = False) -> str:
    """Return the metadata's title if it is sensible, else the first heading or line, else the stem.

    The stem is the file's name without its suffix, with blanks for underscores. `text` is the
    document's text (for Markdown the first `# heading` in it counts). Rows of a table, rules and
    page numbers above the first line of words are passed over.
    """
    stem = " ".join(path.stem.replace("_", " ").split()) or path.stem
    given = _sensible(metadata)
    if given is not None:
        return given
    if markdown and (heading := first_heading(text)):
        return _plain(heading) or stem
    if markdown and text.startswith("---"):
        return stem  # settings for other programs come first
    lines = text.split("\n", _LINES)[:_LINES]
    first = next((plain for line in lines if _has_words(plain := _plain(line))), "")
    # A long first line is a paragraph and no title.
    is_title = 1 < len(first) <= _MAX_LENGTH and first.lower() not in _SECTIONS
    return first if is_title and not _is_prose(first) else stem


def _sensible(metadata: str | None) -> str | None:
    title = _MADE_BY.sub("", _plain(metadata or ""))
    if not 1 < len(title) <= _MAX_LENGTH or not any(map(str.isalpha, title)):
        return None
    if _PLACEHOLDER.fullmatch(title) or _FILE_NAME.fullmatch(title) or _PATH.match(title):
        return None
    return None if "\ufffd" in title else title


def _has_words(line: str) -> bool:
    """Whether a person would read the line as words: no table row, rule or number."""
    if not any(map(str.isalpha, line)) or _PAGE_NUMBER.fullmatch(line):
        return False
    words = line.split()
    figures = sum(any(map(str.isdigit, word)) for word in words)
    return line.count("|") < 2 and not (figures >= _ROW_FIGURES and 2 * figures >= len(words))


def _is_prose(line: str) -> bool:
    """Whether it is a sentence with its full stop, or more than one of any kind.

    A title may be a question, and end with an abbreviation.
    """
    end = _END.search(line)
    if end is None or _ABBREVIATED.search(line):
        return False
    return not _QUESTION.match(end.group()) or len(split_sentences(line)) > 1


def _plain(line: str) -> str:
    """Return the line without control characters, doubled blanks and Markdown's marks."""
    text = " ".join(clean_characters(line).split())
    return _EMPHASIS.sub(r"\2", re.sub(r"^#{1,6}\s+|\s+#+$", "", text))
