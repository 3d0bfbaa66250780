"""Where a passage stands on a page, though page and learned text differ."""

from pathlib import Path

import pytest
from PySide6.QtCore import QRectF
from PySide6.QtPdf import QPdfDocument

from liftapp.documents import passages, read_document
from liftapp.paths import resources
from liftapp.ui.pages.marking import lined_up, rectangles, stretches

pytestmark = pytest.mark.usefixtures("qapp")
SAMPLE = resources() / "samples" / "yearbook.pdf"


def marked(page: str, passage: str) -> list[str]:
    return [page[s.start : s.end] for s in stretches(page, passage)]


@pytest.mark.parametrize(
    ("page", "passage", "shown"),
    [
        ("Head\r\nOrbury has\r\n24 rooms. End", "Orbury has 24 rooms.", ["Orbury has\r\n24 rooms"]),
        ("the cali-\r\nbration ends", "calibration", ["cali-\r\nbration"]),
        ("an e\ufb03cient way", "efficient way", ["e\ufb03cient way"]),
        ("one two three", "four", []),
        ("one two three", " .,", []),
    ],
)
def test_line_ends_hyphens_and_ligatures_do_not_matter(
    page: str, passage: str, shown: list[str]
) -> None:
    assert marked(page, passage) == shown


def test_a_running_head_in_between_is_left_out() -> None:
    page = "Orbury has twenty four rooms. THE YEARBOOK Its mayor is Lucy Fenlin."
    passage = "Orbury has twenty four rooms. Its mayor is Lucy Fenlin."
    assert marked(page, passage) == ["Orbury has twenty four rooms", "Its mayor is Lucy Fenlin"]


def test_a_passage_that_goes_on_elsewhere_is_marked_as_far_as_it_is_here() -> None:
    passage = "Orbury has twenty four rooms and a mayor"
    assert marked("it ends. Orbury has twenty four", passage) == ["Orbury has twenty four"]


def test_pieces_of_a_line_become_one() -> None:
    pieces = [QRectF(10, 10, 20, 8), QRectF(40, 11, 20, 7), QRectF(10, 30, 50, 8)]
    assert [(r.left(), r.right()) for r in lined_up(pieces)] == [(9, 61), (9, 61)]


def test_every_passage_of_the_sample_is_found_on_its_page() -> None:
    document, pdf = read_document(Path(SAMPLE)), QPdfDocument()
    pdf.load(str(SAMPLE))
    for span in passages(document):
        text = document.text[span.start : span.end]
        page = document.page_at(span.start) - 1
        rects = rectangles(pdf, page, text)
        assert rects, text
        sheet = QRectF(0, 0, pdf.pagePointSize(page).width(), pdf.pagePointSize(page).height())
        assert all(sheet.contains(r) for r in rects)
    pdf.close()
