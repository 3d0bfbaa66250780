"""Titles: from the metadata, the first heading or line, the file's name."""

from __future__ import annotations

from pathlib import Path

import pytest

from liftapp.documents.title import choose_title

_PATH = Path("pump-manual.pdf")


@pytest.mark.parametrize(
    ("metadata", "title"),
    [
        ("The Quiet Pump", "The Quiet Pump"),
        ("pumps\x00", "pumps"),
        ("Microsoft Word - The Quiet Pump", "The Quiet Pump"),
        ("حَبيبي", "حَبيبي"),
    ],
)
def test_sensible_metadata_wins(metadata: str, title: str) -> None:
    assert choose_title("First line\n\nText.", _PATH, metadata) == title


@pytest.mark.parametrize(
    "metadata",
    [
        None,
        "",
        "  ",
        "untitled",
        "Untitled-1",
        "Microsoft Word - final_v2.docx",
        "a.tex",
        "Document1",
        "C:\\docs\\x",
        "/home/x",
        "1234",
        "x" * 300,
        "(anonymous)",
        "a\ufffdb",
    ],
)
def test_placeholders_give_way_to_the_first_line(metadata: str | None) -> None:
    assert choose_title("\nFirst  line\n\nText.", _PATH, metadata) == "First line"


@pytest.mark.parametrize("text", ["", "word " * 60, "12.5\nText", "Contents\n\n1 Foo 2"])
def test_the_file_name_is_the_last_resort(text: str) -> None:
    assert choose_title(text, _PATH) == "pump-manual"


def test_markdown_takes_the_first_first_level_heading() -> None:
    text = "Intro.\n\n```\n# no\n```\n\n## Two\n\n# The *Quiet* `pump` #\n\n# Later"
    assert choose_title(text, Path("a.md"), markdown=True) == "The Quiet pump"
