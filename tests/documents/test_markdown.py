"""Markdown stays as it is written, apart from soft line breaks."""

from __future__ import annotations

import pytest

from liftapp.documents.assemble import Layout, RawPage, assemble

_LAYOUT = Layout(markdown=True, indented=True, paged=False)


def _text(source: str) -> str:
    return assemble([RawPage(source)], _LAYOUT)[0]


@pytest.mark.parametrize(
    ("source", "text"),
    [
        ("a long\nline", "a long line"),
        ("# Title\ntext\ngoes on", "# Title\ntext goes on"),
        ("hard  \nbreak\\\nhere", "hard\nbreak\\\nhere"),
        ("* one\n  goes on\n* two\n  1. three", "* one goes on\n* two\n  1. three"),
        ("| a | b |\n|---|---|\n| 1 | 2 |", "| a | b |\n|---|---|\n| 1 | 2 |"),
        ("> quoted\n> twice\n\nafter", "> quoted twice\n\nafter"),
        ("```\n# x\n  y = 1\n```\nend\nof it", "```\n# x\n  y = 1\n```\nend of it"),
        ("text\n\n    code = 1\n    more = 2", "text\n\n    code = 1\n    more = 2"),
        ("Title\n=====\ntext", "Title\n=====\ntext"),
        ("one\n\n\n\ntwo", "one\n\ntwo"),
    ],
)
def test_what_is_joined(source: str, text: str) -> None:
    assert _text(source) == text
