"""The library list: finding, choosing, and asking for what can be done with a memory."""

import time
from typing import Any

import pytest
from PySide6.QtCore import QLocale, QRect, Qt, SignalInstance
from PySide6.QtGui import QAction, QPainter
from PySide6.QtTest import QAbstractItemModelTester, QSignalSpy
from PySide6.QtWidgets import QLineEdit, QMessageBox, QWidget
from pytestqt.qtbot import QtBot

from liftapp.library import Status, Turn
from liftapp.ui import library_delegate
from liftapp.ui.library_delegate import draw, gap
from liftapp.ui.library_model import LibraryModel, Order, Role
from liftapp.ui.library_view import LibraryView
from liftapp.workflows.chats import Found
from liftapp.workflows.shelf import Entry
from tests.ui.widgets import button, entry, show, the

KEY = Qt.Key


def names(view: LibraryView) -> list[str]:
    model = view.list.model()
    return [model.index(row, 0).data() for row in range(model.rowCount())]


def library() -> list[Entry]:
    return [
        entry(
            "a",
            "Yearbook",
            created="2026-11-01T10:00:00+00:00",
            bytes=3_000_000,
            score=0.4,
            here=("/documents/a.pdf",),
        ),
        entry("b", "minutes", created="2026-11-03T10:00:00+00:00", status=Status.LEARNING, bytes=0),
        entry("c", "Zürich", created="2026-11-02T10:00:00+00:00", model="big", score=0.9),
    ]


@pytest.fixture
def view(qtbot: QtBot) -> LibraryView:
    widget = LibraryView()
    show(qtbot, widget)
    widget.show_entries(library())
    widget.list.setFocus()
    return widget


def action(view: LibraryView, words: str) -> QAction:
    (found,) = (a for a in view.list.actions() if a.text().replace("&", "").startswith(words))
    return found


@pytest.mark.parametrize(
    ("order", "expected"),
    [
        (Order.NEWEST, ["minutes", "Zürich", "Yearbook"]),
        (Order.NAME, ["minutes", "Yearbook", "Zürich"]),
        (Order.SIZE, ["Yearbook", "Zürich", "minutes"]),
        (Order.SCORE, ["Zürich", "Yearbook", "minutes"]),
    ],
)
def test_it_is_sorted_as_wanted(
    qtbot: QtBot, view: LibraryView, order: Order, expected: list[str]
) -> None:
    view.order.setFocus()
    for _ in range(order):
        qtbot.keyClick(view.order, KEY.Key_Down)
    assert names(view) == expected


@pytest.mark.parametrize(
    ("typed", "expected"),
    [("year", ["Yearbook"]), ("ZÜRICH big", ["Zürich"]), ("unfinished", ["minutes"]),
     ("nowhere", [])],
)  # fmt: skip
def test_search_looks_at_name_model_and_state(
    qtbot: QtBot, view: LibraryView, typed: str, expected: list[str]
) -> None:
    qtbot.keyClicks(view.search, typed)
    assert names(view) == expected
    words = the_count(view)
    assert words == ("1 of 3" if expected else "No memory found")
    qtbot.keyClick(view.search, KEY.Key_A, Qt.KeyboardModifier.ControlModifier)
    qtbot.keyClick(view.search, KEY.Key_Delete)
    assert the_count(view) == "Memories: 3"


def the_count(view: LibraryView) -> str:
    return view.count.text()


@pytest.mark.usefixtures("german")
def test_how_many_there_are_stands_on_one_line(qtbot: QtBot) -> None:
    view = LibraryView()
    view.show_entries(library())
    view.resize(view.minimumSizeHint().width(), 400)
    show(qtbot, view)
    assert the_count(view) == "Gedächtnisse: 3"
    assert view.count.fontMetrics().horizontalAdvance(the_count(view)) <= view.count.width()
    assert view.count.height() < 2 * view.count.fontMetrics().height()


def test_an_empty_library_says_what_to_do(qtbot: QtBot) -> None:
    view = LibraryView()
    qtbot.addWidget(view)
    assert the_count(view) == "No memories yet: open a document"
    assert not any(a.isEnabled() for a in view.list.actions())


def test_a_click_opens(qtbot: QtBot, view: LibraryView) -> None:
    place = view.list.visualRect(view.list.model().index(1, 0)).center()
    with qtbot.waitSignal(view.opened) as opened:
        qtbot.mouseClick(view.list.viewport(), Qt.MouseButton.LeftButton, pos=place)
    assert opened.args == ["c"]


@pytest.mark.parametrize("key", [KEY.Key_Return, KEY.Key_Enter])
def test_arrows_choose_and_enter_opens(qtbot: QtBot, view: LibraryView, key: Qt.Key) -> None:
    with qtbot.assertNotEmitted(view.opened):
        view.choose("b")
        qtbot.keyClick(view.list, KEY.Key_Down)
    with qtbot.waitSignal(view.opened) as opened:
        qtbot.keyClick(view.list, key)
    assert opened.args == ["c"]


def test_f2_edits_the_name_in_place_and_only_asks(qtbot: QtBot, view: LibraryView) -> None:
    view.choose("a")
    qtbot.keyClick(view.list, KEY.Key_F2)
    editor = the(view.list.viewport(), QLineEdit)
    assert editor.text() == "Yearbook"
    qtbot.keyClicks(editor, "Annals ")
    with qtbot.waitSignal(view.rename_asked) as asked:
        qtbot.keyClick(editor, KEY.Key_Return)
    assert asked.args == ["a", "Annals"]
    assert "Yearbook" in names(view)  # until the library has the new one


@pytest.mark.parametrize("typed", ["", " ", "Yearbook"])
def test_an_empty_or_unchanged_name_asks_nothing(
    qtbot: QtBot, view: LibraryView, typed: str
) -> None:
    view.choose("a")
    qtbot.keyClick(view.list, KEY.Key_F2)
    editor = the(view.list.viewport(), QLineEdit)
    editor.clear()
    qtbot.keyClicks(editor, typed)
    with qtbot.assertNotEmitted(view.rename_asked):
        qtbot.keyClick(editor, KEY.Key_Return)


@pytest.mark.parametrize("sure", [True, False])
def test_del_asks_before_it_deletes(qtbot: QtBot, view: LibraryView, sure: bool) -> None:
    view.choose("a")
    qtbot.keyClick(view.list, KEY.Key_Delete)
    box = the(view, QMessageBox)
    assert box.text() == "Delete “Yearbook”?"
    assert box.defaultButton().text().replace("&", "") == "Cancel"
    if sure:
        with qtbot.waitSignal(view.delete_asked) as asked:
            qtbot.mouseClick(button(box, "Delete"), Qt.MouseButton.LeftButton)
        assert asked.args == ["a"]
    else:
        with qtbot.assertNotEmitted(view.delete_asked):
            qtbot.keyClick(box, KEY.Key_Escape)


def test_keys_of_the_list_do_nothing_while_one_types(qtbot: QtBot, view: LibraryView) -> None:
    view.choose("a")
    view.search.setFocus()
    with qtbot.assertNotEmitted(view.opened):
        qtbot.keyClick(view.search, KEY.Key_Delete)
        qtbot.keyClick(view.search, KEY.Key_Return)
    assert not view.findChildren(QMessageBox)


def test_ctrl_e_exports_a_finished_memory_only(qtbot: QtBot, view: LibraryView) -> None:
    view.choose("a")
    with qtbot.waitSignal(view.export_asked) as asked:
        qtbot.keyClick(view.list, KEY.Key_E, Qt.KeyboardModifier.ControlModifier)
    assert asked.args == ["a"]
    view.choose("b")
    with qtbot.assertNotEmitted(view.export_asked):
        qtbot.keyClick(view.list, KEY.Key_E, Qt.KeyboardModifier.ControlModifier)


@pytest.mark.parametrize(
    ("words", "memory", "signal"),
    [("Resume", "b", "resume_asked"), ("Show the file", "a", "reveal_asked"),
     ("Open", "a", "opened"), ("Export", "a", "export_asked")],
)  # fmt: skip
def test_the_menu_of_a_memory_has_what_fits_it(
    qtbot: QtBot, view: LibraryView, words: str, memory: str, signal: str
) -> None:
    assert view.list.contextMenuPolicy() is Qt.ContextMenuPolicy.ActionsContextMenu
    view.choose(memory)
    wanted: SignalInstance = getattr(view, signal)
    with qtbot.waitSignal(wanted) as asked:
        action(view, words).trigger()
    assert asked.args == [memory]


def test_what_makes_no_sense_is_not_offered(view: LibraryView) -> None:
    view.show_entries([
        entry("a", file_missing=True), entry("b", status=Status.FAILED),
        entry("c", others=("/documents/d.pdf",), file_missing=True, here=("/documents/d.pdf",)),
    ])  # fmt: skip
    view.choose("c")
    assert action(view, "Show the file").isEnabled()
    view.choose("a")
    assert not action(view, "Show the file").isEnabled()
    assert not action(view, "Resume").isEnabled()
    view.choose("b")
    assert not action(view, "Export").isEnabled()
    assert action(view, "Delete").isEnabled()


def test_the_chosen_one_stays_chosen_when_the_list_comes_anew(view: LibraryView) -> None:
    view.choose("c")
    view.show_entries([entry("new", created="2026-12-01T10:00:00+00:00"), *library()])
    chosen = view.chosen()
    assert chosen is not None
    assert chosen.id == "c"
    view.show_entries(library()[:1])
    assert view.chosen() is None


def spoken(**values: Any) -> str:
    model = LibraryModel(QLocale())
    model.show([entry("a", "Yearbook", **values)])
    return str(model.index(0).data(Qt.ItemDataRole.AccessibleTextRole))


@pytest.mark.parametrize(
    ("values", "words"),
    [
        ({}, "Yearbook, ready, 1.6 MB · starter"),
        ({"status": Status.LEARNING, "bytes": 0}, "Yearbook, unfinished, starter"),
        ({"status": Status.FAILED}, "Yearbook, failed"),
        ({"file_changed": True}, "ready, file changed,"),
        ({"file_missing": True, "base_missing": True}, "file missing, base model missing,"),
        ({"score": 0.534}, "score 53 %"),
    ],
)
def test_state_and_warnings_are_words(values: dict[str, Any], words: str) -> None:
    assert words in spoken(**values)


def test_the_one_being_learned_is_marked(view: LibraryView) -> None:
    view.set_running("b")
    view.choose("b")
    assert view.list.currentIndex().data(Role.BADGES) == ["learning now"]
    assert not action(view, "Resume").isEnabled()
    view.set_running("")
    assert view.list.currentIndex().data(Role.BADGES) == ["unfinished"]
    assert action(view, "Resume").isEnabled()


def test_the_model_keeps_the_rules_of_models(qtbot: QtBot) -> None:
    model = LibraryModel(QLocale())
    QAbstractItemModelTester(model, QAbstractItemModelTester.FailureReportingMode.Fatal)
    model.show(library())
    model.look_for("z")
    model.set_order(Order.NAME)
    model.set_running("a")
    model.show([])
    model.set_running("")


def found(key: str, question: str, answer: str, name: str = "Yearbook") -> Found:
    return Found(Turn(key, f"m{key}", "2026", question, answer, "both", "memory", "{}"), name)


def test_what_was_asked_is_searched_too(qtbot: QtBot, view: LibraryView) -> None:
    asked = QSignalSpy(view.search_asked)
    qtbot.keyClicks(view.search, "os")
    assert [asked.at(i) for i in range(asked.count())] == [["o"], ["os"]]
    view.show_found("o", [found("1", "late", "")])
    assert not view.found.isVisible()  # other words are looked for by now
    far = "word " * 40 + "Mira Osei " + "word " * 40
    view.show_found("os", [found("1", "Who\nbuilt it?", far), found("2", "When?", "1974", "b")])
    assert view.found.isVisible()
    assert view.found.count.text() == "Questions and answers: 2"
    first = view.found.list.item(0)
    assert first.text() == "Who built it?"
    assert first.data(Role.BADGES) == ["Yearbook"]
    piece = first.data(Role.DETAILS)
    assert "Mira Osei" in piece
    assert len(piece) < 70
    spoken = first.data(Qt.ItemDataRole.AccessibleTextRole)
    assert spoken.startswith("Who built it?, Yearbook, word")
    view.show_found("os", [])
    assert view.found.count.text() == "No question or answer found"
    view.search.clear()
    assert not view.found.isVisible()


@pytest.mark.parametrize("by_key", [True, False])
def test_a_found_turn_is_opened(qtbot: QtBot, view: LibraryView, by_key: bool) -> None:
    qtbot.keyClicks(view.search, "nowhere")
    view.show_found("nowhere", [found("1", "Who?", "a"), found("2", "When?", "b")])
    rows = view.found.list
    said = list[str]()
    view.turn_wanted.connect(said.append)
    view.opened.connect(said.append)
    if by_key:
        rows.setFocus()
        rows.setCurrentRow(0)
        qtbot.keyClick(rows, KEY.Key_Down)
        qtbot.keyClick(rows, KEY.Key_Return)
    else:
        place = rows.visualItemRect(rows.item(1)).center()
        qtbot.mouseClick(rows.viewport(), Qt.MouseButton.LeftButton, pos=place)
    assert said == ["2", "m2"]


def test_tab_goes_from_the_search_to_what_was_found(qtbot: QtBot, view: LibraryView) -> None:
    view.search.setFocus()
    qtbot.keyClicks(view.search, "nowhere")
    view.show_found("nowhere", [found("1", "Who?", "a")])
    go_by_tab(qtbot, view.search, view.order)
    assert view.found.list.hasFocus()  # the list of memories is empty and makes way
    view.search.setFocus()
    view.search.selectAll()
    qtbot.keyClicks(view.search, "year")
    view.show_found("year", [found("1", "Which year?", "a")])
    go_by_tab(qtbot, view.search, view.order, view.list)
    assert view.found.list.hasFocus()


def go_by_tab(qtbot: QtBot, *widgets: QWidget) -> None:
    for widget in widgets:
        assert widget.hasFocus()
        qtbot.keyClick(widget, KEY.Key_Tab)


def test_the_room_goes_to_what_was_found(qtbot: QtBot, view: LibraryView) -> None:
    memories, turns = view.list, view.found.list
    view.resize(view.width(), 600)
    qtbot.keyClicks(view.search, "nowhere")
    assert memories.height() > 400  # nothing yet, and it is the list that says so
    view.show_found("nowhere", [found("1", "Nowhere?", "a")])
    qtbot.waitUntil(lambda: turns.height() > 400)
    assert not memories.isVisible()
    memories.setFocus()  # as Ctrl+1 does
    assert turns.hasFocus()
    view.search.setFocus()
    view.show_found("nowhere", [])
    qtbot.waitUntil(lambda: memories.height() > 400)
    assert not turns.isVisible()
    view.search.selectAll()
    qtbot.keyClicks(view.search, "year")
    view.show_found("year", [])
    qtbot.waitUntil(lambda: memories.height() > 400)
    assert not turns.isVisible()
    view.show_found("year", [found("1", "Which year?", "a")])
    qtbot.waitUntil(lambda: memories.height() > 150 and turns.height() > 150)
    qtbot.keyClicks(view.search, "s from now")
    assert not memories.isVisible()
    view.search.clear()
    qtbot.waitUntil(lambda: memories.height() > 400)
    assert not turns.isVisible()
    assert view.search.hasFocus()
    memories.setFocus()
    assert memories.hasFocus()


def test_the_chosen_turn_stays_chosen_when_the_search_is_renewed(
    qtbot: QtBot, view: LibraryView
) -> None:
    with qtbot.assertNotEmitted(view.search_asked):
        view.search_again()  # there are no words
    qtbot.keyClicks(view.search, "nowhere")
    view.show_found("nowhere", [found("1", "Who?", "a"), found("2", "When?", "b")])
    rows = view.found.list
    rows.setFocus()
    for _ in range(2):
        qtbot.keyClick(rows, KEY.Key_Down)
    with qtbot.waitSignal(view.search_asked) as asked:
        view.search_again()
    assert asked.args == ["nowhere"]
    new = [found("3", "Where?", "c"), found("1", "Who?", "a"), found("2", "When?", "b")]
    view.show_found("nowhere", new)
    said = QSignalSpy(view.turn_wanted)
    qtbot.keyClick(rows, KEY.Key_Return)
    assert said.at(0) == ["2"]


@pytest.mark.parametrize("dark", [False, True])
def test_five_hundred_are_searched_and_drawn_in_time(qtbot: QtBot, dark: bool) -> None:
    view = LibraryView()
    show(qtbot, view)
    if dark:
        view.setPalette(Qt.GlobalColor.black)
    view.show_entries([entry(str(i), f"Memory {i}", base_missing=i % 7 == 0) for i in range(500)])
    assert the_count(view) == "Memories: 500"
    began = time.process_time()
    qtbot.keyClicks(view.search, "memory 499")
    assert time.process_time() - began < 1  # ten keys, and each has to feel immediate
    assert names(view) == ["Memory 499"]
    assert not view.grab().isNull()


WARNED: dict[str, Any] = {
    "file_changed": True,
    "file_missing": True,
    "base_missing": True,
    "score": 1.0,
}


@pytest.mark.parametrize("language", ["english", "german"])
def test_badges_and_score_are_read_in_full_in_a_narrow_list(
    qtbot: QtBot, request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch, language: str
) -> None:
    request.getfixturevalue(language)
    drawn: dict[str, tuple[QRect, str]] = {}

    def watch(painter: QPainter, box: QRect, text: str, elide: Qt.TextElideMode) -> None:
        drawn[text] = QRect(box), painter.fontMetrics().elidedText(text, elide, box.width())
        draw(painter, box, text, elide)

    monkeypatch.setattr(library_delegate, "draw", watch)
    view = LibraryView()
    view.show_entries([entry("a", "Yearbook of the town of Halden", **WARNED)])
    view.resize(view.minimumSizeHint().width(), 400)
    show(qtbot, view)
    index = view.list.model().index(0, 0)
    row, picture = view.list.visualRect(index), view.list.viewport().grab().toImage()
    badges, details = index.data(Role.BADGES), index.data(Role.BRIEF)
    assert list(drawn) == ["Yearbook of the town of Halden", *badges, details]
    boxes = [box for box, _ in drawn.values()]
    assert all(row.contains(box) for box in boxes)
    assert not any(a.intersects(b) for i, a in enumerate(boxes) for b in boxes[:i])
    assert [drawn[words][1] for words in badges] == badges
    score = details.split(" · ")[0]
    assert "100" in score
    assert drawn[details][1].startswith(score + " · ")
    assert "…" in drawn["Yearbook of the town of Halden"][1]
    margin = range(row.right() - gap(view.fontMetrics()), row.right())
    assert len({picture.pixel(x, y) for x in margin for y in range(row.top(), row.bottom())}) == 1


def test_the_models_name_gives_way_to_the_date(
    qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    drawn = list[str]()

    def watch(painter: QPainter, box: QRect, text: str, elide: Qt.TextElideMode) -> None:
        drawn.append(painter.fontMetrics().elidedText(text, elide, box.width()))

    monkeypatch.setattr(library_delegate, "draw", watch)
    view = LibraryView()
    view.show_entries([entry("a", model="a-model-of-some-length")])
    view.resize(600, 400)
    show(qtbot, view)
    qtbot.waitUntil(lambda: "1.6 MB · a-model-of-some-length · 11/20/26" in drawn)
    view.resize(view.minimumSizeHint().width(), 400)
    qtbot.waitUntil(lambda: drawn[-1] == "1.6 MB · 11/20/26")
    spoken = view.list.model().index(0, 0).data(Qt.ItemDataRole.AccessibleTextRole)
    assert "a-model-of-some-length" in spoken


def test_a_row_is_as_high_as_its_badges_need(qtbot: QtBot) -> None:
    view = LibraryView()
    view.show_entries([entry("a", **WARNED), entry("b")])
    view.resize(600, 400)
    show(qtbot, view)

    def heights() -> list[int]:
        return [view.list.visualRect(view.list.model().index(n, 0)).height() for n in range(2)]

    warned, usual = heights()
    assert warned == usual
    view.resize(view.minimumSizeHint().width(), 400)
    qtbot.waitUntil(lambda: heights()[0] > warned)
    assert heights()[1] == usual
    view.resize(600, 400)
    qtbot.waitUntil(lambda: heights() == [usual, usual])


@pytest.mark.parametrize("more", [{}, {"files": ("/a/one.pdf", "two.txt")}])
def test_the_tool_tip_names_the_document(more: dict[str, Any]) -> None:
    lines = tool_tip(path="/a/one.pdf", title="Yearbook of a town", **more)
    assert lines == [*more.get("files", ("Yearbook of a town", "/a/one.pdf")), "ready", lines[-1]]


def test_of_many_files_the_tool_tip_names_some() -> None:
    files = [f"/a/{n}.pdf" for n in range(7)]
    assert tool_tip(files=tuple(files))[:6] == [*files[:5], "and 2 more"]


def tool_tip(**values: Any) -> list[str]:
    model = LibraryModel(QLocale())
    model.show([entry("a", "Yearbook", **values)])
    return str(model.index(0).data(Qt.ItemDataRole.ToolTipRole)).split("\n")
