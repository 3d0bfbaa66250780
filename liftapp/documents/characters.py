"""Characters as a reader means them: newlines, ligatures, invisible ones."""

from __future__ import annotations

import re
import unicodedata

_NEWLINE = re.compile("\r\n|[\r\v\x85\u2028\u2029]")

# Only the Latin presentation forms: U+FB1D and above are Hebrew and Arabic letters that a
# table of ligatures must not touch.
_LIGATURES = {
    0xFB00: "ff",
    0xFB01: "fi",
    0xFB02: "fl",
    0xFB03: "ffi",
    0xFB04: "ffl",
    0xFB05: "st",
    0xFB06: "st",
}
# Zero-width joiner and non-joiner stay: Persian and the Indic scripts spell with them.
_INVISIBLE = dict.fromkeys((0x200B, 0x2060, 0xFEFF))
_SPACES = dict.fromkeys((0xA0, 0x2000, 0x2001, 0x2002, 0x2003, 0x2007, 0x2009, 0x202F), " ")
_CONTROLS = dict.fromkeys(c for c in [*range(0x20), *range(0x7F, 0xA0)] if c not in (9, 10, 12))
_CLEAN: dict[int, str | None] = {**_LIGATURES, **_INVISIBLE, **_SPACES, **_CONTROLS}


def normalise_newlines(text: str) -> str:
    """Return `text` with every kind of line end as a newline; form feeds stay."""
    return _NEWLINE.sub("\n", text)


def clean_characters(text: str) -> str:
    """Return `text` without ligatures, control and invisible characters, composed (NFC).

    Newlines, tabs and form feeds stay; soft hyphens stay too, since a line end needs them.
    """
    return unicodedata.normalize("NFC", text.translate(_CLEAN))
