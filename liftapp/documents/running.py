"""Running headers, footers and page numbers: lines that belong to the paper, not to the text.

A line near a page's edge is dropped when it comes back on most pages with only its numbers
changed, or on several pages in a row (a chapter's running head).
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Sequence

# A header or a footer of three lines is the most one meets.
_EDGE_LINES = 3
# Left and right pages often carry different lines, each on barely half of the pages, and
# chapter openings carry none.
_MOST_PAGES = 0.4
_MIN_PAGES = 3
# A chapter's running head: at least this many pages, each at most two after the one before.
_RUN_PAGES = 4
_RUN_GAP = 2

_PAGE_NUMBER = re.compile(
    r"[-–—\s]*(?:(?:page|p\.|seite|página)\s*)?(?:\d{1,4}|[ivxlc]{1,7})"
    r"(?:\s*(?:/|of|von|de)\s*\d{1,4})?[-–—\s]*",
    re.IGNORECASE,
)
_NUMBER = re.compile(r"\d+")


def drop_running_lines(pages: Sequence[list[str]]) -> list[list[str]]:
    """Return the lines of each page without running headers, footers and page numbers.

    `pages` holds the lines of every page in order; a page without text is an empty list.
    """
    edges = [_edge_lines(lines) for lines in pages]
    keep_first, dropped = _running_keys(edges)
    numbered = _all_numbered(edges)
    result = []
    for index, lines in enumerate(pages):
        gone = {
            position
            for position, key in edges[index].items()
            if (key in dropped or index in keep_first.get(key, ()))
            or (numbered and lines[position].strip() == str(index + 1))
        }
        result.append([line for position, line in enumerate(lines) if position not in gone])
    return result


def _edge_lines(lines: list[str]) -> dict[int, str]:
    """Return the position in the page and the comparison key of the lines near its edges."""
    filled = [position for position, line in enumerate(lines) if line.strip()]
    near = filled if len(filled) <= 2 * _EDGE_LINES else _both_ends(filled)
    return {position: _key(lines[position]) for position in near}


def _both_ends(positions: list[int]) -> list[int]:
    return positions[:_EDGE_LINES] + positions[-_EDGE_LINES:]


def _key(line: str) -> str:
    if _PAGE_NUMBER.fullmatch(line):
        return "#"
    return _NUMBER.sub("#", " ".join(line.casefold().split()))


def _running_keys(edges: list[dict[int, str]]) -> tuple[dict[str, set[int]], set[str]]:
    """Return the keys running through a chapter with their pages, and those on most pages.

    The first page of a chapter's run is left out: there the line may be the heading itself.
    """
    seen: dict[str, list[int]] = defaultdict(list)
    for index, keys in enumerate(edges):
        for key in dict.fromkeys(keys.values()):
            seen[key].append(index)
    filled = sum(map(bool, edges))
    most = max(_MIN_PAGES, _MOST_PAGES * filled)
    everywhere = {key for key, pages in seen.items() if len(pages) >= most}
    in_runs = {key: _in_runs(pages) for key, pages in seen.items() if key not in everywhere}
    return {key: pages for key, pages in in_runs.items() if pages}, everywhere


def _in_runs(pages: list[int]) -> set[int]:
    found: set[int] = set()
    run: list[int] = []
    for page in [*pages, None]:
        if page is not None and run and page - run[-1] <= _RUN_GAP:
            run.append(page)
            continue
        if len(run) >= _RUN_PAGES:
            found.update(run[1:])
        run = [] if page is None else [page]
    return found


def _all_numbered(edges: list[dict[int, str]]) -> bool:
    """Whether every page of a short document bears a bare number at an edge."""
    return len(edges) > 1 and all("#" in keys.values() for keys in edges)
