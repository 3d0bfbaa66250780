"""Lines to paragraphs, and pages that tile the text."""

from __future__ import annotations

import itertools
from collections.abc import Sequence

import pytest

from liftapp.documents import Page, PageVerdict
from liftapp.documents.assemble import Layout, RawPage, assemble

_PDF = Layout()
_TEXT = Layout(indented=True, paged=False)
_FILLER = (
    "the river carried the old boat past the mill and the long\n"
    "garden where nobody had walked since the winter of that year\n"
    "and so the keeper of the mill went down to the water every day\n"
    "to look for the boat that his father had built with his hands"
)


def _read(*pages: str, layout: Layout = _PDF) -> tuple[str, tuple[Page, ...]]:
    return assemble([RawPage(page) for page in pages], layout)


def _check_tiling(text: str, pages: Sequence[Page]) -> None:
    assert [page.number for page in pages] == list(range(1, len(pages) + 1))
    assert pages[0].start == 0
    assert pages[-1].end == len(text)
    assert all(a.end == b.start for a, b in itertools.pairwise(pages))
    for page in pages:
        assert (page.start < page.end) == (page.verdict is PageVerdict.TEXT)


def test_wrapped_lines_become_one_paragraph() -> None:
    text, _ = _read(f"In spring {_FILLER}.\nShort end.")
    assert "\n" not in text.split("Short")[0].rstrip()
    assert "the long garden where" in text


def test_headings_items_and_rows_keep_their_lines() -> None:
    source = (
        f"3. Safety rules\nIn spring {_FILLER}.\n- wear gloves\n- wear boots that reach above the "
        "knee and that were\nbought this year\nPart Mass Price\nValve 3 kg $5\nHose 12 kg $7"
    )
    text, _ = _read(source)
    lines = text.split("\n")
    assert lines[0] == "3. Safety rules"
    assert "- wear gloves" in lines
    assert "- wear boots that reach above the knee and that were bought this year" in lines
    assert lines[-2:] == ["Valve 3 kg $5", "Hose 12 kg $7"]


def test_a_list_of_names_is_not_a_paragraph() -> None:
    names = "Introduction to pumps\nMaintenance of pumps\nHistory of the pumps\nThe repair of pumps"
    text, _ = _read(f"{names}\nCare of quiet pumps\nTransport of pumps")
    assert text.count("\n") >= 5


def test_ligatures_and_soft_hyphens_go() -> None:
    text, _ = _read("The \ufb01rst o\ufb03ce \ufb02oor is in\u00adside.\u200b")
    assert text == "The first office floor is inside."


def test_a_sentence_runs_over_a_page_break() -> None:
    first = f"In spring {_FILLER}"
    text, pages = _read(first, "and nothing else was ever heard of it.")
    assert "with his hands and nothing else" in text
    assert text[pages[1].start :].startswith("and nothing")
    _check_tiling(text, pages)


def test_a_word_broken_by_a_page_break_is_mended() -> None:
    first = f"In spring {_FILLER} and the inter-"
    text, pages = _read(first, "national firm bought the mill.")
    assert "international firm" in text
    assert text[pages[1].start :] == "national firm bought the mill."
    _check_tiling(text, pages)


def test_running_lines_do_not_split_a_sentence() -> None:
    bodies = [_FILLER.replace("the", f"t{'h' * n}e") + f" with t{'h' * n}e" for n in range(4)]
    pages = [f"Handbook of Pumps\n{body}\nPage {n + 1}" for n, body in enumerate(bodies)]
    text, tiles = _read(*pages)
    assert "Handbook" not in text
    assert "Page" not in text
    assert "with the thhe river" in text
    _check_tiling(text, tiles)


def test_a_page_of_running_lines_only_is_empty() -> None:
    pages = [f"Stamped copy\n{'a' * (n + 1)} word {_FILLER}.\n{n + 1}" for n in range(4)]
    pages[2] = "Stamped copy\n3"
    text, tiles = _read(*pages)
    assert [page.verdict for page in tiles][2] is PageVerdict.EMPTY
    _check_tiling(text, tiles)


def test_garbage_and_failed_pages_leave_no_text() -> None:
    raw = [RawPage("One."), RawPage("\ufffd" * 30), RawPage("Stale", failed=True), RawPage("Two.")]
    text, pages = assemble(raw, _PDF)
    assert [page.verdict.value for page in pages] == ["text", "garbage", "garbage", "text"]
    assert text.split() == ["One.", "Two."]
    _check_tiling(text, pages)


def test_double_spaced_pages_are_closed_up() -> None:
    text, _ = _read(
        f"In spring {_FILLER}\nand all went on as before in the mill by the river"
        "\nwhere the water was as it is.".replace("\n", "\n\n")
    )
    assert "\n\nwhere" not in text
    long = "\n\n".join(f"In spring {_FILLER}.".split("\n") + _FILLER.split("\n"))
    assert "\n" not in _read(long)[0]


def test_chinese_lines_join_without_a_blank() -> None:
    line = "这是一段关于水泵和阀门的中文文字它没有空格而且很长很长"
    assert _read(f"{line}\n{line}\n{line}。")[0] == f"{line}{line}{line}。"


def test_an_unwrapped_text_keeps_its_lines() -> None:
    source = "apple\nbanana\ncherry\n\n    indented\nplum"
    assert _read(source, layout=_TEXT)[0] == source


def test_an_indented_line_begins_a_paragraph_of_a_text_file() -> None:
    text, _ = _read(f"{_FILLER}\nand the end of it.\n   In winter {_FILLER}.", layout=_TEXT)
    assert "end of it.\nIn winter the river" in text


@pytest.mark.parametrize("pages", [["", "A.", ""], ["", ""], ["A.", "B.", "C."], ["\n\n", "B."]])
def test_pages_tile_the_text(pages: list[str]) -> None:
    text, tiles = _read(*pages)
    _check_tiling(text, tiles)
