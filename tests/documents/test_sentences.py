"""Sentence boundaries with exact offsets."""

from __future__ import annotations

import itertools
import re
import subprocess
import sys
import time

import pytest

from liftapp.documents import split_sentences


def _split(text: str) -> list[str]:
    return [text[span.start : span.end] for span in split_sentences(text)]


@pytest.mark.parametrize(
    "marked",
    [
        "Dr. Smith paid $4.50.|He left.",
        "It weighs 3.5 kg.|The box is red.",
        "It weighs 3.5 kg.|J. R. R. Tolkien lifted it.",
        "It uses 40 W.|The load is 3 A.|Fine.",
        "It is 20 °C.|We wait.|The tank holds 5 gal.|Fill it.",
        "Items, e.g. apples, i.e. fruit, etc. were sold.|He met Mr. J. Brown at 5 p.m. on Monday.",
        "The U.S. government acted.|She lives in the U.S.|He moved.",
        '"Stop!" he said.|"Why?" she asked.|(He left.)|Then quiet.',
        "Version 2.0.1 shipped on 3.4.2021.|It works.",
        "Acme Inc. bought Foo Ltd. for 3 million.|Was it worth it?|No!",
        "See Fig. 3 and Sec. 2.1 for details.|The end.",
        "Visit www.example.com.|Mail a.b@c.org.|Wait... what?",
        "The office opened in Jan. 2004.|He is no. 5.|Ok.",
        "Lt. Ames left.|Then Lt. Orr came with Mrs. Bell.",
        "1. First item.|2. Second item.",
        "Она ушла.|Он пришёл.",
        "هل هي جميلة؟|نعم.",
        "A heading without a stop",
    ],
)
def test_boundaries(marked: str) -> None:
    assert _split(marked.replace("|", " ")) == marked.split("|")


def test_chinese_needs_no_blanks() -> None:
    assert _split("这是第一句。“这是第二句！”真的吗？") == [
        "这是第一句。",
        "“这是第二句！”",
        "真的吗？",
    ]


def test_a_newline_always_ends_a_sentence() -> None:
    text = "Safety rules\n\nWear gloves\n- first thing\n- second thing\nPart 3 kg $4\nHose 4 kg"
    assert _split(text) == [line for line in text.split("\n") if line]


@pytest.mark.parametrize("text", ["", " \n\t\n ", "\n"])
def test_blank_text_has_no_sentences(text: str) -> None:
    assert split_sentences(text) == []


def test_nothing_but_blanks_is_lost_and_spans_are_tight() -> None:
    text = "  A b. C 5 kg. D!\n\n\t2. x  y.  z?? (q)\u00a0 。é\u200b. Lt.\nend 40 W. " * 200
    spans = split_sentences(text)
    assert re.sub(r"\s", "", text) == re.sub(
        r"\s", "", "".join(text[span.start : span.end] for span in spans)
    )
    assert all(text[s.start : s.end] == text[s.start : s.end].strip() for s in spans)
    assert all(a.end <= b.start for a, b in itertools.pairwise(spans))


def test_a_long_line_keeps_its_boundaries() -> None:
    sentence = "Dr. Smith paid $4.50 for the pump of Mr. Orr in the year 1999."
    assert _split(" ".join([sentence] * 300)) == [sentence] * 300


@pytest.mark.parametrize("piece", ["a", ".", "Lt. ", "1. ", "a.(", '"', " ", "5 kg. A "])
def test_hostile_text_takes_no_forever(piece: str) -> None:
    started = time.process_time()
    split_sentences(piece * (40_000 // len(piece)))
    assert time.process_time() - started < 10


def test_the_library_imports_without_a_warning() -> None:
    code = "from liftapp.documents import split_sentences; split_sentences('A b c. D e f.')"
    subprocess.run([sys.executable, "-W", "error", "-B", "-c", code], check=True)
