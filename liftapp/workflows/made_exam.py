"""A document made for an exam: nothing but the app is needed to measure what a memory is worth."""

from __future__ import annotations

import json
from pathlib import Path
from typing import TYPE_CHECKING

from liftapp.errors import UsageError
from liftapp.library import atomic_write
from liftapp.paths import Home, private_folder

if TYPE_CHECKING:
    from liftapp.exam.made import MadeExam

TOKENS, QUICK_TOKENS = 5000, 1500
"""Length of the document, in tokens of the starter, by default and with `--quick`."""
MOST, QUICK_MOST = 60, 12
"""Questions of each class, likewise."""
FEWEST_TOKENS, MOST_TOKENS = 500, 1_000_000
CHARACTERS_PER_TOKEN = 3.1  # of made text in the starter's tokenizer
SECTION_CHARACTERS = 760  # as the sample's


def make_document(home: Home, tokens: int, seed: int) -> tuple[Path, Path]:
    """Write a made document and its questions below the cache; returns (document, questions).

    The same length and seed give the same files. The questions are in the form of
    `resources/samples`.

    Raises:
        UsageError: the length is out of bounds.
    """
    from liftapp.exam.made import make_exam

    if not FEWEST_TOKENS <= tokens <= MOST_TOKENS:
        raise UsageError(
            f"A made document has {FEWEST_TOKENS} to {MOST_TOKENS:,} tokens; change --length."
        )
    sections = max(2, round(tokens * CHARACTERS_PER_TOKEN / SECTION_CHARACTERS))
    exam = make_exam(seed, sections, SECTION_CHARACTERS)
    folder = private_folder(home.cache / "exams")
    document = folder / f"made-{tokens}-{seed}.txt"
    questions = document.with_suffix(".questions.json")
    atomic_write(document, exam.text.encode())
    atomic_write(questions, json.dumps(_rows(exam), ensure_ascii=False, indent=1).encode())
    return document, questions


def _rows(exam: MadeExam) -> list[dict[str, object]]:
    return [
        {
            "question": k.question,
            "answer": k.answer,
            "kind": k.group,
            "evidence": [exam.text[start:end] for start, end in k.spans],
            "near": [exam.text[start:end] for start, end in k.near],
            "held_out": True,
        }
        for k in exam.known
    ]
