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


@pytest.mark.parametrize(
    "text", ["", "word " * 60, "12.5\n-----\nPage 3 of 9", "Contents\n\n1 Foo 2"]
)
def test_the_file_name_is_the_last_resort(text: str) -> None:
    assert choose_title(text, _PATH) == "pump-manual"


@pytest.mark.parametrize(
    "above",
    [
        "| Name | Applies to | Since |\n|---|---|---|\n| Valve | all | 2019 |",
        "Pump A 12 30 45",
        "----------\n\n* * *",
        "12.5",
        "- 3 -",
        "Page 1 of 22",
        "iv",
    ],
)
def test_rows_rules_and_page_numbers_name_no_document(above: str) -> None:
    assert choose_title(f"{above}\n\nThe Quiet Pump\n\nText.", _PATH) == "The Quiet Pump"
    assert choose_title(f"{above}\n\n{'word ' * 60}\n\nText.", _PATH) == "pump-manual"


@pytest.mark.parametrize("title", ["Q3 2024 Results", "ISO 9001:2015", "Pumps | Acme", "Civic"])
def test_a_title_may_have_figures_and_a_bar(title: str) -> None:
    assert choose_title(f"{title}\n\nText.", _PATH) == title


@pytest.mark.parametrize(
    "text",
    [
        "Mira Osei built the tower in 1974.",
        "Mira built it. It weighs 35 tonnes.",
        "Mira built it. Does it stand?",
        "She said: “It stands.”",
        "米拉建造了它。",
    ],
)
def test_sentences_name_no_document(text: str) -> None:
    assert choose_title(f"{text}\n\nMore.", Path("mill_and__tower.txt")) == "mill and tower"
    assert choose_title(text, Path("mill.md"), markdown=True) == "mill"
    assert choose_title(f"# {text}", Path("mill.md"), markdown=True) == text


@pytest.mark.parametrize(
    "title",
    ["Who built the tower?", "Acme Pumps Inc.", "Pumps, by J. Smith et al.", "Pumps (2nd ed.)",
     "Report to the U.S. Senate", "Pumps, Vol. 3"],
)  # fmt: skip
def test_a_title_may_be_a_question_and_have_abbreviations(title: str) -> None:
    assert choose_title(f"{title}\n\nText.", _PATH) == title


def test_settings_above_a_markdown_text_name_no_document() -> None:
    text = "---\nlayout: post\n---\n\nText."
    assert choose_title(text, Path("notes.md"), markdown=True) == "notes"


def test_markdown_takes_the_first_first_level_heading() -> None:
    text = "Intro.\n\n```\n# no\n```\n\n## Two\n\n# The *Quiet* `pump` #\n\n# Later"
    assert choose_title(text, Path("a.md"), markdown=True) == "The Quiet pump"
