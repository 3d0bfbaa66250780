"""Is there text on this page, or only noise from a broken font or a scan?

The tests look for what goes wrong when a PDF's fonts carry no mapping to Unicode (replacement,
private-use and control characters, glyph names, letters shifted by a constant) and leave alone
what is merely unusual: any script, tables of numbers, code, dot leaders.
"""

from __future__ import annotations

import re
import unicodedata

from .model import PageVerdict

# More than one strange character in eight is no accident: a shifted font gives one per space
# (about one in six), while a page with a few odd symbols stays below one in fifty.
_MAX_STRANGE = 0.12
# Below this many characters a page without a letter or digit is a rule or an ornament.
_ORNAMENT = 20
_MIN_ALPHANUMERIC = 0.1
# Shares of vowels: English prose 0.38, abbreviations 0.25, letters shifted by 29 about 0.14.
_MIN_VOWELS = 0.15
# The rarest letters of languages in Latin script: English 0.05, Polish and Swahili 0.17; they
# stand for t, n, s, h in text shifted by 29: 0.35.
_RARE = frozenset("jkqvwxz")
_MAX_RARE = 0.28
_MIN_LETTERS = 200
_MIN_WORDS = 20
_MIN_PLAUSIBLE = 0.4
_MAX_GLYPH_NAMES = 0.3

_GLYPH_NAME = re.compile(r"\(cid:\d+\)|/(?:g|gid|cid|glyph|uni|[A-Z])[0-9A-Fa-f]{1,6}(?![\w.])")
_RUN = re.compile(r"([^\w\s])\1{2,}")
_WORD = re.compile(r"\w+")
# Words as people write them: letters in one case pattern, camel case, numbers with a unit or a
# suffix, hexadecimal. Other scripts have no such patterns and are never judged by shape.
_PLAUSIBLE = re.compile(
    r"_*(?:[A-Z]?[a-z]+|[A-Z]+s?|[a-z]*(?:[A-Z][a-z]+)+[A-Z]*|\d+[A-Za-z]{0,3}|[A-Za-z]{1,3}\d+"
    r"|(?:0x)?[0-9A-Fa-f]+|[A-Za-z]+_\w*)_*"
)


def judge(text: str) -> PageVerdict:
    """Judge the text of one page as it was extracted, before any cleaning."""
    solid = "".join(text.split())
    # Control characters that count as white space (0x1c to 0x1f) are noise here, not blanks.
    strange = sum(map(_is_strange, text))
    if not solid or (not strange and not solid.strip("\u00ad\u200b\u200c\u200d\ufeff")):
        return PageVerdict.EMPTY
    if strange > _MAX_STRANGE * len(solid):
        return PageVerdict.GARBAGE
    if _glyph_name_share(text, len(solid)) > _MAX_GLYPH_NAMES:
        return PageVerdict.GARBAGE
    shown = _RUN.sub(r"\1", solid)
    readable = sum(map(str.isalnum, shown))
    if readable < _MIN_ALPHANUMERIC * len(shown) or readable == 0:
        return PageVerdict.GARBAGE if len(shown) >= _ORNAMENT else PageVerdict.EMPTY
    if _has_odd_letters(solid) or _has_no_word_shapes(text):
        return PageVerdict.GARBAGE
    return PageVerdict.TEXT


def _is_strange(char: str) -> bool:
    if char in "\n\t\r\f\v\ufffd":
        return char == "\ufffd"
    return unicodedata.category(char) in ("Cc", "Co", "Cn", "Cs")


def _glyph_name_share(text: str, length: int) -> float:
    return sum(len(match[0]) for match in _GLYPH_NAME.finditer(text)) / length


def _has_odd_letters(solid: str) -> bool:
    letters = [char for char in solid.lower() if char.isalpha()]
    latin = [char for char in letters if char.isascii()]
    if len(latin) < _MIN_LETTERS or len(latin) < 0.9 * len(letters):
        return False
    vowels = sum(char in "aeiouy" for char in latin)
    rare = sum(char in _RARE for char in latin)
    return vowels < _MIN_VOWELS * len(latin) or rare > _MAX_RARE * len(latin)


def _has_no_word_shapes(text: str) -> bool:
    words = _WORD.findall(text)
    if len(words) < _MIN_WORDS:
        return False
    plausible = sum(not word.isascii() or bool(_PLAUSIBLE.fullmatch(word)) for word in words)
    return plausible < _MIN_PLAUSIBLE * len(words)
