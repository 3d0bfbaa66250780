"""A title a person would recognise the document by."""

from __future__ import annotations

import re
from pathlib import Path

from .characters import clean_characters
from .markdown import first_heading

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
_EMPHASIS = re.compile(r"(\*{1,3}|`)(\S(?:[^*`]*\S)?)\1")
_PATH = re.compile(r"(?:[A-Za-z]:)?[\\/]|https?:|file:")
# What a document's first page may be headed by without being called so.
_SECTIONS = {"contents", "table of contents", "abstract", "index", "preface", "introduction"}


def choose_title(text: str, path: Path, metadata: str | None = None, markdown: bool = False) -> str:
    """Return the metadata's title if it is sensible, else the first heading or line, else the stem.

    `text` is the document's text (for Markdown the first `# heading` in it counts).
    """
    given = _sensible(metadata)
    if given is not None:
        return given
    if markdown and (heading := first_heading(text)):
        return _plain(heading) or path.stem
    first = _plain(next((line for line in text.split("\n", 40) if line.strip()), ""))
    # A long first line is a paragraph and no title; neither is a line without letters.
    fits = 1 < len(first) <= _MAX_LENGTH and any(map(str.isalpha, first))
    return first if fits and first.lower() not in _SECTIONS else path.stem


def _sensible(metadata: str | None) -> str | None:
    title = _MADE_BY.sub("", _plain(metadata or ""))
    if not 1 < len(title) <= _MAX_LENGTH or not any(map(str.isalpha, title)):
        return None
    if _PLACEHOLDER.fullmatch(title) or _FILE_NAME.fullmatch(title) or _PATH.match(title):
        return None
    return None if "\ufffd" in title else title


def _plain(line: str) -> str:
    """Return the line without control characters, doubled blanks and Markdown's marks."""
    text = " ".join(clean_characters(line).split())
    return _EMPHASIS.sub(r"\2", re.sub(r"^#{1,6}\s+|\s+#+$", "", text))
