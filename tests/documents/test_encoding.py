"""Bytes to characters."""

from __future__ import annotations

import codecs

import pytest

from liftapp.documents.encoding import decode
from liftapp.errors import DocumentUnreadable

_RUSSIAN = "Привет, мир. Это русский текст о насосах и клапанах. " * 5
_GERMAN = "Größe und Länge ändern sich. "


@pytest.mark.parametrize(
    ("text", "data"),
    [
        ("Hello é", "Hello é".encode()),
        ("Hello é", "Hello é".encode("utf-8-sig")),
        ("Hello é", "Hello é".encode("utf-16")),
        ("Hello é", codecs.BOM_UTF16_BE + "Hello é".encode("utf-16-be")),
        ("Hello é", codecs.BOM_UTF32_LE + "Hello é".encode("utf-32-le")),
        ("Hello é. Bye.\n", "Hello é. Bye.\n".encode("utf-16-le")),
        ("你好。世界和平。\n" * 5, ("你好。世界和平。\n" * 5).encode("utf-16-be")),
        ("Café – déjà vu.", "Café – déjà vu.".encode("cp1252")),
        (_RUSSIAN, _RUSSIAN.encode("cp1251")),
        ("これは日本語の文章です。" * 9, ("これは日本語の文章です。" * 9).encode("shift_jis")),
    ],
)
def test_encodings_are_recognised(text: str, data: bytes) -> None:
    assert decode(data, "x.txt") == text


def test_damaged_utf8_stays_utf8() -> None:
    text = decode(_GERMAN.encode() * 40 + b"\xff" + _GERMAN.encode(), "x.txt")
    assert text == _GERMAN * 40 + "\ufffd" + _GERMAN


@pytest.mark.parametrize("data", [bytes(range(256)) * 20, b"text\0\0\0\0more", b"\0" * 64])
def test_binary_is_refused(data: bytes) -> None:
    with pytest.raises(DocumentUnreadable, match=r"x\.txt holds binary data.*choose"):
        decode(data, "x.txt")
