"""PDFs made for the tests: every file a test reads is written by the test itself."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path

import pytest
from fpdf import FPDF

MakePdf = Callable[..., Path]


class _Book(FPDF):
    """A PDF with an optional running header and a page number."""

    def __init__(self, head: str, numbered: bool) -> None:
        super().__init__(format="letter")
        self._head, self._numbered = head, numbered

    def header(self) -> None:
        if self._head:
            self.set_font("Helvetica", size=8)
            self.cell(0, 8, self._head, align="C", new_x="LMARGIN", new_y="NEXT")

    def footer(self) -> None:
        if self._numbered:
            self.set_y(-12)
            self.set_font("Helvetica", size=8)
            self.cell(0, 8, f"Page {self.page_no()} of {{nb}}", align="C")


@pytest.fixture
def make_pdf(tmp_path: Path) -> MakePdf:
    """Return a function that writes a PDF: each page is a list of lines."""

    def make(
        pages: Sequence[Sequence[str]],
        name: str = "made.pdf",
        head: str = "",
        numbered: bool = False,
        title: str = "",
    ) -> Path:
        book = _Book(head, numbered)
        if title:
            book.set_title(title)
        for lines in pages:
            book.add_page()
            book.set_font("Helvetica", size=10)
            for line in lines:
                book.cell(0, 6, line, new_x="LMARGIN", new_y="NEXT")
        path = tmp_path / name
        book.output(str(path))
        return path

    return make
