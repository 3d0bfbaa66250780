"""Running headers, footers and page numbers go; text that looks alike stays."""

from __future__ import annotations

from liftapp.documents.running import drop_running_lines


def _page(number: int, head: str, foot: str) -> list[str]:
    return [head, *(f"Body {chr(97 + number)}{chr(97 + line)}." for line in range(8)), foot]


def _bodies(count: int) -> list[list[str]]:
    return [_page(number, "", "")[1:-1] for number in range(count)]


def test_header_and_numbered_footer_go() -> None:
    pages = [_page(n, "HANDBOOK OF PUMPS", f"Page {n + 1} of 6") for n in range(6)]
    assert drop_running_lines(pages) == _bodies(6)


def test_left_and_right_pages_differ() -> None:
    pages = [_page(n, "The Pump" if n % 2 else "A Handbook", f"- {n + 1} -") for n in range(8)]
    assert drop_running_lines(pages) == _bodies(8)


def test_roman_and_plain_page_numbers_go() -> None:
    numbers = ["i", "ii", "iii", "1", "2", "3"]
    pages = [_page(n, numbers[n], "")[:-1] for n in range(6)]
    assert drop_running_lines(pages) == _bodies(6)


def test_chapter_head_goes_but_its_heading_stays() -> None:
    pages = [_page(n, "Valves" if 5 <= n < 10 else f"Top {'x' * n}", "") for n in range(20)]
    result = drop_running_lines(pages)
    assert [n for n in range(20) if "Valves" in result[n]] == [5]
    assert "Top xxx" in result[3]


def test_repeated_line_inside_the_page_stays() -> None:
    pages = [
        [f"a{'x' * n}", "b", "c", "d", "Note well.", "e", "f", f"g{'x' * n}", "h", "i"][:]
        for n in range(6)
    ]
    assert all("Note well." in page for page in drop_running_lines(pages))


def test_two_pages_lose_only_their_own_numbers() -> None:
    assert drop_running_lines([["Alpha", "1"], ["Beta", "2"]]) == [["Alpha"], ["Beta"]]
    assert drop_running_lines([["Alpha", "10"], ["Beta", "20"]]) == [
        ["Alpha", "10"],
        ["Beta", "20"],
    ]


def test_single_page_keeps_everything() -> None:
    assert drop_running_lines([["Title", "Text.", "1"]]) == [["Title", "Text.", "1"]]
