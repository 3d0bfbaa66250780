"""The viewer with the shipped sample, with texts, and with files that are gone."""

from pathlib import Path

import pytest
from PySide6.QtCore import QPoint, QPointF, Qt
from PySide6.QtGui import QColor, QPalette, QWheelEvent
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from liftapp.documents import Document, read_document, split_sentences
from liftapp.library import FoundPassage
from liftapp.paths import resources
from liftapp.ui.chat.shading import contrast
from liftapp.ui.pages import PageViewer

SAMPLE = resources() / "samples" / "yearbook.pdf"
LEFT = Qt.MouseButton.LeftButton
KEY = Qt.Key
CONTROL = Qt.KeyboardModifier.ControlModifier


@pytest.fixture(scope="module")
def document() -> Document:
    return read_document(SAMPLE)


@pytest.fixture
def viewer(qtbot: QtBot) -> PageViewer:
    viewer = PageViewer()
    qtbot.addWidget(viewer)
    viewer.resize(700, 500)
    viewer.show()
    qtbot.waitExposed(viewer)
    return viewer


def sentence(document: Document) -> str:
    """One in the midst of page 4, whatever the sample tells there."""
    page, text = document.pages[3], document.text
    spans = [s for s in split_sentences(text) if page.start < s.start and s.end < page.end]
    told = [text[s.start : s.end] for s in spans[len(spans) // 2 :]]
    return next(w for w in told if len(w) > 50 and not set("|\n") & set(w) and text.count(w) == 1)


def passage(document: Document) -> FoundPassage:
    words = sentence(document)
    start = document.text.index(words)
    return FoundPassage(document.page_at(start), start, start + len(words), words, 1.0)


def open_sample(qtbot: QtBot, viewer: PageViewer, document: Document) -> FoundPassage:
    found = passage(document)
    viewer.show_passage(SAMPLE, document.text, found)
    qtbot.waitUntil(lambda: viewer.pdf.sheet.rendered)
    return found


def test_the_page_opens_with_the_passage_marked(
    qtbot: QtBot, viewer: PageViewer, document: Document
) -> None:
    found = open_sample(qtbot, viewer, document)
    assert viewer.page.value() == found.page == 4
    assert viewer.pages.text() == "of 22"
    assert viewer.pdf.marked
    assert not viewer.notice.isVisible()
    assert found.text in viewer.pdf.sheet.accessibleDescription()
    assert viewer.pdf.sheet.accessibleName() == "Page 4 of 22"


def test_the_marking_is_in_sight_and_print_stays_readable_on_it(
    qtbot: QtBot, viewer: PageViewer, document: Document
) -> None:
    open_sample(qtbot, viewer, document)
    sheet = viewer.pdf.sheet
    mark = sheet.marks[0]
    assert sheet.visibleRegion().contains(mark.center().toPoint())
    image = sheet.grab().toImage()
    ratio = image.devicePixelRatio()
    line = range(round(mark.left() * ratio) + 1, round(mark.right() * ratio) - 1)
    height = range(round(mark.top() * ratio) + 1, round(mark.bottom() * ratio) - 1)
    colours = [image.pixelColor(x, y) for x in line for y in height]
    lightest, darkest = (f(colours, key=QColor.lightnessF) for f in (max, min))
    assert contrast(lightest, darkest) > 4.5
    assert lightest != QColor("white")
    beside = image.pixelColor(round((mark.left() - sheet.fontMetrics().height() / 3) * ratio),
                              round(mark.center().y() * ratio))  # fmt: skip
    assert contrast(beside, QColor("white")) > 3  # the bar beside it


def test_pages_are_turned(qtbot: QtBot, viewer: PageViewer, document: Document) -> None:
    open_sample(qtbot, viewer, document)
    qtbot.mouseClick(viewer.next, LEFT)
    assert (viewer.pdf.page, viewer.page.value()) == (5, 5)
    assert not viewer.pdf.marked
    qtbot.mouseClick(viewer.previous, LEFT)
    assert viewer.pdf.marked
    qtbot.keyClick(viewer.pdf, KEY.Key_PageUp, CONTROL)
    assert viewer.pdf.page == 3
    viewer.page.selectAll()
    qtbot.keyClicks(viewer.page, "22")
    qtbot.keyClick(viewer.page, KEY.Key_Return)
    assert viewer.pdf.page == 22
    assert not viewer.next.isEnabled()
    qtbot.waitUntil(lambda: viewer.pdf.sheet.rendered)


def test_zoom_and_fit(qtbot: QtBot, viewer: PageViewer, document: Document) -> None:
    open_sample(qtbot, viewer, document)
    sheet, fitting = viewer.pdf.sheet, viewer.pdf.sheet.width()
    assert abs(fitting - viewer.pdf.viewport().width()) < 30
    qtbot.mouseClick(viewer.larger, LEFT)
    assert sheet.width() > fitting
    qtbot.keyClick(viewer.pdf, KEY.Key_Minus, CONTROL)
    qtbot.keyClick(viewer.pdf, KEY.Key_Minus, CONTROL)
    assert sheet.width() < fitting
    at = QPointF(50, 50)
    wheel = QWheelEvent(
        at, viewer.pdf.viewport().mapToGlobal(at), QPoint(), QPoint(0, 120),
        Qt.MouseButton.NoButton, CONTROL, Qt.ScrollPhase.NoScrollPhase, False,
    )  # fmt: skip
    before = sheet.width()
    QApplication.sendEvent(viewer.pdf.viewport(), wheel)
    assert sheet.width() > before
    qtbot.mouseClick(viewer.fit, LEFT)
    assert sheet.width() == fitting
    viewer.resize(500, 500)
    qtbot.waitUntil(lambda: sheet.width() < fitting)
    qtbot.waitUntil(lambda: sheet.rendered)


def test_the_same_as_text(qtbot: QtBot, viewer: PageViewer, document: Document) -> None:
    open_sample(qtbot, viewer, document)
    qtbot.mouseClick(viewer.as_text, LEFT)
    assert viewer.text.isVisible()
    assert viewer.text.marked == sentence(document)
    assert not viewer.next.isEnabled()
    qtbot.mouseClick(viewer.as_text, LEFT)
    assert viewer.pdf.isVisible()
    assert viewer.next.isEnabled()


def test_a_passage_over_two_pages_says_so(
    qtbot: QtBot, viewer: PageViewer, document: Document
) -> None:
    end = document.pages[3].end
    text = document.text[end - 200 : end + 200]
    viewer.show_passage(SAMPLE, document.text, FoundPassage(4, end - 200, end + 200, text, 1.0))
    assert viewer.notice.text() == "The passage continues on page 5."
    qtbot.mouseClick(viewer.as_text, LEFT)
    assert not viewer.notice.isVisible()
    qtbot.mouseClick(viewer.as_text, LEFT)
    assert viewer.notice.isVisible()
    qtbot.mouseClick(viewer.next, LEFT)
    assert viewer.pdf.marked
    assert not viewer.notice.isVisible()
    qtbot.waitUntil(lambda: viewer.pdf.sheet.rendered)


def test_what_is_not_on_its_page_is_said(
    qtbot: QtBot, viewer: PageViewer, document: Document
) -> None:
    other = FoundPassage(4, 0, 20, "Nothing like this stands on that page at all.", 1.0)
    viewer.show_passage(SAMPLE, document.text, other)
    assert "could not be found on this page" in viewer.notice.text()
    qtbot.waitUntil(lambda: viewer.pdf.sheet.rendered)


def test_a_text_is_shown_with_the_passage_marked(viewer: PageViewer, tmp_path: Path) -> None:
    text = "😀 first line\n" + "more and more\n" * 200 + "Orbury has 24 rooms.\nlast line"
    path = tmp_path / "town.md"
    path.write_text(text, encoding="utf-8")
    start = text.index("Orbury")
    viewer.show_passage(path, text, FoundPassage(1, start, start + 20, "Orbury has 24 rooms.", 1.0))
    assert viewer.text.marked == "Orbury has 24 rooms."
    assert not viewer.notice.isVisible()
    assert not viewer.page.isVisible()
    assert viewer.text.viewport().rect().contains(viewer.text.cursorRect())
    (mark,) = viewer.text.extraSelections()
    assert mark.format.fontUnderline()
    ground, letters = mark.format.background().color(), mark.format.foreground().color()
    assert contrast(ground, letters) >= 4.5


@pytest.mark.parametrize(
    ("name", "words"), [("gone.pdf", "no longer where it was"), ("broken.pdf", "can't be shown")]
)
def test_without_the_file_the_learned_text_is_shown_and_said_so(
    viewer: PageViewer, tmp_path: Path, document: Document, name: str, words: str
) -> None:
    (tmp_path / "broken.pdf").write_bytes(b"%PDF-1.7 nothing more")
    viewer.show_passage(tmp_path / name, document.text, passage(document))
    assert words in viewer.notice.text()
    assert viewer.text.marked == sentence(document)


def test_after_a_text_a_pdf_is_shown_again(
    qtbot: QtBot, viewer: PageViewer, tmp_path: Path, document: Document
) -> None:
    viewer.show_passage(tmp_path / "gone.pdf", document.text, passage(document))
    open_sample(qtbot, viewer, document)
    assert viewer.pdf.isVisible()
    assert not viewer.notice.isVisible()


def test_another_palette_marks_in_its_own_colours(
    qtbot: QtBot, viewer: PageViewer, document: Document
) -> None:
    palette = viewer.palette()
    palette.setColor(QPalette.ColorRole.Base, QColor("black"))
    palette.setColor(QPalette.ColorRole.Text, QColor("white"))
    viewer.text.open_passage(document.text, passage(document))
    viewer.setPalette(palette)
    (mark,) = viewer.text.extraSelections()
    assert contrast(mark.format.background().color(), QColor("white")) >= 4.5


def test_escape_and_close_tell(qtbot: QtBot, viewer: PageViewer) -> None:
    with qtbot.waitSignal(viewer.closed):
        qtbot.mouseClick(viewer.close_button, LEFT)
    with qtbot.waitSignal(viewer.closed):
        qtbot.keyClick(viewer.pdf, KEY.Key_Escape)
