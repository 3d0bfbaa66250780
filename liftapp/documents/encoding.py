"""Bytes of a text file to characters, whatever encoding they were written in."""

from __future__ import annotations

import codecs
from collections import Counter

from liftapp.errors import DocumentUnreadable

# UTF-32 first: its little-endian mark begins with that of UTF-16.
_MARKS = (
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
# Detection cost grows with the sample and its certainty does not.
_SAMPLE_BYTES = 128 * 1024
# One broken byte in a thousand is a damaged UTF-8 file, not another encoding.
_MAX_DAMAGE = 0.001
# Encodings one guess can't tell from another on short Latin texts; Windows-1252 is what such
# files nearly always are.
_LATIN = {"cp1250", "cp1252", "cp1254", "cp1257", "cp1258", "latin_1", "iso8859_15", "mac_roman"}
_GUESSABLE_BYTES = 400
# In a short line one character in four may have an accent; Greek would show four in five.
_MAX_ACCENTS = 0.3


def decode(data: bytes, name: str) -> str:
    """Decode the bytes of the text file called `name`.

    Order: byte order mark, UTF-16 without one (zeros in every other byte), UTF-8, UTF-8 with a
    little damage, then the best guess of charset-normalizer. Raises DocumentUnreadable for
    binary data and where no encoding fits.
    """
    for mark, encoding in _MARKS:
        if data.startswith(mark):
            return data.decode(encoding, errors="replace")
    if b"\0" in data:
        return _decode_unmarked_utf16(data, name)
    try:
        return data.decode("utf-8")
    except UnicodeDecodeError:
        return _repair_utf8(data) or _guess(data, name)


def _decode_unmarked_utf16(data: bytes, name: str) -> str:
    zeros = Counter(index % 2 for index, byte in enumerate(data[:_SAMPLE_BYTES]) if byte == 0)
    encoding = "utf-16-le" if zeros[1] > zeros[0] else "utf-16-be"
    # Even Chinese text has newlines and spaces whose high byte is zero, while its low bytes
    # are hardly ever zero.
    if min(zeros[0], zeros[1]) <= 0.02 * max(zeros[0], zeros[1]):
        try:
            text = data.decode(encoding)
        except UnicodeDecodeError:
            text = "\0"
        if "\0" not in text and _looks_written(text):
            return text
    raise DocumentUnreadable(
        f"{name} holds binary data, not text; choose a PDF, text or Markdown file."
    )


def _looks_written(text: str) -> bool:
    printable = sum(char.isprintable() or char.isspace() for char in text)
    return printable >= 0.98 * len(text)


def _repair_utf8(data: bytes) -> str | None:
    text = data.decode("utf-8", errors="replace")
    foreign = sum(not char.isascii() for char in text)
    damaged = text.count("\ufffd")
    if damaged <= max(1, _MAX_DAMAGE * len(text)) and foreign > 2 * damaged:
        return text
    return None


def _guess(data: bytes, name: str) -> str:
    if len(data) < _GUESSABLE_BYTES and _is_western(data):
        return data.decode("cp1252")
    # Imported here: few files get so far, and the package takes longer to load than the rest.
    from charset_normalizer import from_bytes

    match = from_bytes(data[:_SAMPLE_BYTES]).best()
    if match is None:
        raise DocumentUnreadable(
            f"The encoding of {name} can't be recognised; save it as UTF-8 and open it again."
        )
    encoding = "cp1252" if match.encoding in _LATIN and _is_western(data) else match.encoding
    return data.decode(encoding, errors="replace")


def _is_western(data: bytes) -> bool:
    """Whether the bytes read as Windows-1252 are mostly ASCII with some accents and quotes."""
    try:
        text = data.decode("cp1252")
    except UnicodeDecodeError:
        return False
    foreign = [char for char in text if not char.isascii()]
    usual = sum(char in "‘’“”–—…€£§°«»¿¡©®·" or "À" <= char <= "ÿ" for char in foreign)
    return len(foreign) <= _MAX_ACCENTS * len(text) and usual >= 0.9 * len(foreign)
