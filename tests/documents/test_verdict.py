"""A page is text, empty or garbage; what is unusual is not garbage."""

from __future__ import annotations

import pytest

from liftapp.documents.model import PageVerdict
from liftapp.documents.verdict import judge

_ENGLISH = (
    "The pump moves water from the old well to the new tower. It was built by a firm in "
    "Bergen and has run without a stop for thirty years, which nobody had expected of it. "
) * 3
# What a font without a Unicode mapping often gives: every letter moved by 29 places.
_SHIFTED = "".join(chr(ord(char) - 29) if char != " " else " " for char in _ENGLISH)

_GOOD = {
    "english": _ENGLISH,
    "arabic": "هذا نص عربي عن المضخات والصمامات. " * 10,
    "hebrew": "זהו טקסט בעברית על משאבות ושסתומים. " * 10,
    "chinese": "这是一段关于水泵和阀门的中文文字。" * 10,
    "russian": "Это русский текст о насосах и клапанах. " * 10,
    "hindi": "यह पंपों के बारे में एक पाठ है। " * 10,
    "polish": "Zażółć gęślą jaźń, powiedział strażnik przy źródle. " * 10,
    "numbers": "12 345 67.8 1,024 3.14 99 % 2021-03-04 $4.50 17:30\n" * 10,
    "code": "for (int i = 0; i < n; ++i) { x[i] += y->z * 2; } // sumUp\n" * 10,
    "contents": "1.2 Valves ........................................ 17\n" * 10,
    "box": "+-----+-----+\n| ab  | 12  |\n+-----+-----+\n" * 5,
    "short": "Hi",
    "number": "7",
    "hexadecimal": "00000010: 4f 6e 65 20 70 75 6d 70 0a ff d8 1b 9c\n" * 10,
    "one bad character": "The caf\ufffd was open and everyone sat outside in the sun.",
}
_BAD = {
    "replacement": "\ufffd\ufffd\ufffd \ufffd\ufffd a \ufffd\ufffd",
    "private use": "\ue001\ue002\ue003 \ue010\ue011 \uf0b7\ue020",
    "control": "\x01\x02\x03\x04 \x05\x06\x07",
    "glyph names": "/g23/g45/g11 /g02/g99/g21",
    "cids": "(cid:12)(cid:44)(cid:7) (cid:12)",
    "shifted": _SHIFTED,
    "symbols": "!\"#$%&'()*+,-./:;<=>?@[]^_`{|}~ #$%!&*@ ^~<>",
    "consonants": "".join("bcdfghjklmnpqrstvwxz"[i % 20] + " " * (i % 6 == 0) for i in range(400)),
}


@pytest.mark.parametrize("name", _GOOD)
def test_text_of_any_kind_is_text(name: str) -> None:
    assert judge(_GOOD[name]) is PageVerdict.TEXT


@pytest.mark.parametrize("name", _BAD)
def test_noise_is_garbage(name: str) -> None:
    assert judge(_BAD[name]) is PageVerdict.GARBAGE


@pytest.mark.parametrize("text", ["", " \n\t \u00a0", "\u200b", "—", "* * *"])
def test_blank_and_ornament_are_empty(text: str) -> None:
    assert judge(text) is PageVerdict.EMPTY
