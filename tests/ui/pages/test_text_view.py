"""The text beside an answer: its passage is in sight, however wide the view becomes."""

from pytestqt.qtbot import QtBot

from liftapp.library import FoundPassage
from liftapp.ui.pages.text_view import TextView

TEXT = "\n\n".join(f"Paragraph {i}. " + "The pump is red and stands by the river. " * 6
                   for i in range(200))  # fmt: skip
WANTED = "Paragraph 120."


def passage() -> FoundPassage:
    start = TEXT.index(WANTED)
    return FoundPassage(1, start, start + len(WANTED), WANTED, 1.0)


def in_sight(view: TextView) -> bool:
    return view.viewport().rect().contains(view.cursorRect().center())


def test_a_passage_opened_before_the_view_is_shown_is_in_sight(qtbot: QtBot) -> None:
    view = TextView()
    qtbot.addWidget(view)
    view.resize(900, 700)
    view.open_passage(TEXT, passage())
    view.resize(330, 500)
    view.show()
    qtbot.waitUntil(lambda: in_sight(view))
    view.resize(600, 200)
    qtbot.waitUntil(lambda: view.width() == 600 and in_sight(view))
    assert view.marked == WANTED


def test_what_was_scrolled_away_is_not_brought_back(qtbot: QtBot) -> None:
    view = TextView()
    qtbot.addWidget(view)
    view.resize(400, 400)
    view.open_passage(TEXT, passage())
    view.show()
    qtbot.waitUntil(lambda: in_sight(view))
    view.verticalScrollBar().setValue(0)
    view.resize(500, 300)
    qtbot.waitUntil(lambda: view.width() == 500)
    assert view.verticalScrollBar().value() == 0
