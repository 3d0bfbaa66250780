"""The sheet before learning: what was read, the choices, the forecast, the requests."""

from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel, QListWidget, QPushButton, QWidget
from pytestqt.qtbot import QtBot

from liftapp.config import DEFAULT_PRESET, PRESETS
from liftapp.ui.learn_sheet import LearnSheet
from liftapp.ui.preview_pane import PreviewPane, ranges
from liftapp.workflows.forecast import Forecast
from liftapp.workflows.preview import Preview
from liftapp.workflows.request import LearnRequest
from tests.ui.widgets import BIG, STARTER, TEXT, memory, preview, show

LEFT = Qt.MouseButton.LeftButton
TEN_MINUTES = Forecast(10.0, 900_000_000, 1_700_000, measured=False)


def sheet(qtbot: QtBot, *previews: Preview, **more: str) -> LearnSheet:
    made = LearnSheet(previews or [preview()], [STARTER, BIG], **more)  # type: ignore[arg-type]
    show(qtbot, made)
    return made


def learned(qtbot: QtBot, opened: LearnSheet) -> list[LearnRequest]:
    with qtbot.waitSignal(opened.learn) as asked:
        qtbot.mouseClick(opened.start, LEFT)
    requests: list[LearnRequest] = asked.args[0]
    return requests


def pane(qtbot: QtBot, read: Preview) -> PreviewPane:
    made = PreviewPane()
    show(qtbot, made)
    made.show_preview(read)
    return made


def test_what_was_read_is_shown(qtbot: QtBot) -> None:
    shown = pane(qtbot, preview())
    assert shown.facts == "Pages: 22 · words: 4,100 · report.pdf"
    assert shown.text.toPlainText().startswith(TEXT)
    assert shown.text.toPlainText().endswith("…")  # there is more than is shown
    assert shown.text.isReadOnly()
    assert shown.ask.isHidden()


def test_pages_that_give_nothing_are_named(qtbot: QtBot) -> None:
    shown = pane(qtbot, preview(pages_without_text=(3, 7, 8, 9), garbage_pages=(12,)))
    assert "Pages without text: 3, 7–9. Nothing can be learned from them" in shown.facts
    assert "Pages with unreadable characters: 12. They are left out." in shown.facts


@pytest.mark.parametrize(
    ("pages", "words"), [((1,), "1"), ((1, 2), "1–2"), ((5, 1, 2, 3, 9), "1–3, 5, 9"), ((), "")]
)
def test_page_numbers_in_a_row_are_one_range(pages: tuple[int, ...], words: str) -> None:
    assert ranges(pages) == words


def test_page_numbers_are_written_as_elsewhere(qtbot: QtBot) -> None:
    shown = pane(qtbot, preview(pages=4000, pages_without_text=(7, 1200, 1201)))
    assert "Pages without text: 7, 1,200–1,201." in shown.facts


def test_a_document_that_is_known_leads_to_its_memory(qtbot: QtBot) -> None:
    opened = sheet(qtbot, preview(known=memory("key", "Town <b>book</b>")))
    assert "learned already, as “Town <b>book</b>”" in opened.pane.facts
    with qtbot.waitSignal(opened.ask_asked) as asked:
        qtbot.mouseClick(opened.pane.ask, LEFT)
    assert asked.args == ["key"]
    assert not opened.isVisible()


def test_enter_learns_with_the_defaults(qtbot: QtBot) -> None:
    opened = sheet(qtbot, device="cpu")
    with qtbot.waitSignal(opened.learn) as asked:
        qtbot.keyClick(opened.name, Qt.Key.Key_Return)
    path = Path("/documents/report.pdf")
    assert asked.args == [[LearnRequest(path, "Report", None, DEFAULT_PRESET, device="cpu")]]
    assert not opened.isVisible()


def test_name_and_preset_are_taken(qtbot: QtBot) -> None:
    opened = sheet(qtbot)
    qtbot.keyClicks(opened.name, "Annals")  # all of it is selected
    other = next(key for key in PRESETS if key != DEFAULT_PRESET)
    opened.preset.setCurrentIndex(opened.preset.findData(other))
    (request,) = learned(qtbot, opened)
    assert (request.name, request.preset) == ("Annals", other)


def test_a_name_left_empty_is_left_to_the_core(qtbot: QtBot) -> None:
    opened = sheet(qtbot)
    qtbot.keyClick(opened.name, Qt.Key.Key_Delete)
    (request,) = learned(qtbot, opened)
    assert request.name is None


def test_the_users_own_defaults_are_chosen(qtbot: QtBot) -> None:
    preset = list(PRESETS)[-1]
    opened = sheet(qtbot, model="/models/big", preset=preset)
    assert opened.model.currentData() == "/models/big"
    assert opened.preset.currentData() == preset


def test_every_preset_has_a_name_and_a_sentence(qtbot: QtBot) -> None:
    opened, told = sheet(qtbot), set[str]()
    before = {label.text() for label in opened.findChildren(QLabel)}
    for key in [*list(PRESETS)[1:], DEFAULT_PRESET]:
        opened.preset.setCurrentIndex(opened.preset.findData(key))
        assert opened.preset.currentText() != key
        now = {label.text() for label in opened.findChildren(QLabel)}
        told |= {text for text in now - before if text.endswith(".")}
        before = now
    assert len(told) == len(PRESETS)


def test_a_preset_that_is_gone_is_the_default(qtbot: QtBot) -> None:
    (request,) = learned(qtbot, sheet(qtbot, preset="gone"))
    assert request.preset == DEFAULT_PRESET


def test_a_model_that_does_not_fit_says_why_and_cannot_be_used(qtbot: QtBot) -> None:
    opened = sheet(qtbot)
    assert opened.start.isEnabled()
    qtbot.keyClick(opened.model, Qt.Key.Key_Down)
    assert opened.model.currentText() == "big"
    assert any(label.text() == "⚠ It needs 20 GB." for label in opened.findChildren(QLabel))
    assert not opened.start.isEnabled()


def test_the_forecast_is_asked_for_when_shown_and_when_choices_change(qtbot: QtBot) -> None:
    opened = LearnSheet([preview()], [STARTER, BIG])
    with qtbot.waitSignal(opened.forecast_wanted) as wanted:
        show(qtbot, opened)
    assert wanted.args == [DEFAULT_PRESET, None]
    with qtbot.waitSignal(opened.forecast_wanted) as wanted:
        qtbot.keyClick(opened.model, Qt.Key.Key_Down)
    assert wanted.args == [DEFAULT_PRESET, "/models/big"]


def test_the_forecast_says_minutes_memory_and_disk(qtbot: QtBot) -> None:
    opened = sheet(qtbot)
    opened.show_forecasts(DEFAULT_PRESET, None, [TEN_MINUTES])
    assert opened.forecast.startswith("Learning takes about 10 min, 900.0 MB of memory and 1.7 MB")
    assert "estimated" in opened.forecast
    measured = Forecast(10.0, 900_000_000, 1_700_000, measured=True)
    opened.show_forecasts(DEFAULT_PRESET, None, [measured])
    assert "on this machine before" in opened.forecast


def test_a_forecast_for_what_was_chosen_before_is_ignored(qtbot: QtBot) -> None:
    opened = sheet(qtbot)
    qtbot.keyClick(opened.model, Qt.Key.Key_Down)
    opened.show_forecasts(DEFAULT_PRESET, None, [TEN_MINUTES])
    assert "10 min" not in opened.forecast


def test_several_files_become_one_memory_each(qtbot: QtBot) -> None:
    opened = sheet(qtbot, preview("one"), preview("two"), preview("three"))
    assert opened.list.isVisible()
    opened.show_forecasts(DEFAULT_PRESET, None, [TEN_MINUTES] * 3)
    assert opened.forecast.startswith("Learning takes about 30 min, 900.0 MB of memory and 5.1 MB")
    opened.list.setFocus()
    qtbot.keyClick(opened.list, Qt.Key.Key_Down)
    assert opened.pane.facts.endswith("two.pdf")
    opened.name.selectAll()
    qtbot.keyClicks(opened.name, "Second")
    opened.list.setFocus()
    qtbot.keyClick(opened.list, Qt.Key.Key_Down)
    qtbot.keyClick(opened.list, Qt.Key.Key_Space)  # takes the check mark off
    assert [each.path.name for each in opened.files()] == ["one.pdf", "two.pdf"]
    assert [r.name for r in learned(qtbot, opened)] == ["One", "Second"]


LONG = "The Ulvan Yearbook of the Year Nineteen Hundred and Seventy-Four, With All Its Tables"


def test_a_long_name_begins_where_it_is_seen_and_is_selected(qtbot: QtBot) -> None:
    opened = sheet(qtbot, preview("one", title=LONG), preview("two", title=LONG[::-1]))
    opened.resize(400, opened.height())
    assert opened.name.selectedText() == LONG
    assert opened.name.cursorPosition() == 0
    opened.list.setFocus()
    qtbot.keyClick(opened.list, Qt.Key.Key_Down)
    assert (opened.name.text(), opened.name.cursorPosition()) == (LONG[::-1], 0)


def test_long_titles_are_shortened_in_the_list_and_whole_in_its_tool_tips(qtbot: QtBot) -> None:
    opened = sheet(qtbot, preview("one", title=LONG), preview("two"))
    rows, item = opened.list, opened.list.item(0)
    assert rows.visualItemRect(item).width() == rows.viewport().width()
    assert rows.fontMetrics().horizontalAdvance(LONG) > rows.viewport().width()
    assert not rows.horizontalScrollBar().isVisible()
    assert rows.horizontalScrollBar().maximum() == 0
    assert item.toolTip() == f"{LONG}\n/documents/one.pdf"
    with qtbot.waitSignal(opened.forecast_wanted):
        qtbot.keyClick(opened.name, Qt.Key.Key_A)
    assert item.toolTip() == "a\n/documents/one.pdf"


def test_with_every_file_taken_off_there_is_nothing_to_learn(qtbot: QtBot) -> None:
    opened = sheet(qtbot, preview("one"), preview("two"))
    for row in range(2):
        opened.list.setCurrentRow(row)
        qtbot.keyClick(opened.list, Qt.Key.Key_Space)
    assert not opened.start.isEnabled()
    assert opened.forecast == "No document is chosen"


def test_documents_that_are_known_together_lead_to_their_memory(qtbot: QtBot) -> None:
    one, two = preview("one", known=memory("single", "One")), preview("two")
    opened = sheet(qtbot, one, two)
    assert "This very document was learned already, as “One”" in opened.pane.facts
    with qtbot.waitSignal(opened.together_asked) as asked:
        qtbot.mouseClick(opened.together, LEFT)
    assert asked.args == [[one, two]]
    opened.show_together([two], memory())  # of a choice before
    assert "This very document" in opened.pane.facts
    opened.show_together([one, two], memory("both", "One and more"))
    told = "These very documents were learned together already, as “One and more”."
    assert opened.pane.facts.endswith(told)
    opened.list.setFocus()
    qtbot.keyClick(opened.list, Qt.Key.Key_Down)
    assert opened.pane.facts.endswith(told)
    with qtbot.assertNotEmitted(opened.together_asked):
        qtbot.keyClick(opened.list, Qt.Key.Key_Space)  # one file is left
    assert not opened.pane.ask.isVisible()
    qtbot.keyClick(opened.list, Qt.Key.Key_Space)
    opened.show_together([one, two], memory("both", "One and more"))
    with qtbot.waitSignal(opened.ask_asked) as asked:
        qtbot.mouseClick(opened.pane.ask, LEFT)
    assert asked.args == ["both"]
    assert not opened.isVisible()


def test_learned_apart_they_are_not_called_known_together(qtbot: QtBot) -> None:
    opened = sheet(qtbot, preview("one"), preview("two"))
    qtbot.mouseClick(opened.together, LEFT)
    opened.show_together(opened.files(), memory())
    assert opened.pane.ask.isVisible()
    qtbot.mouseClick(opened.several, LEFT)
    assert not opened.pane.ask.isVisible()
    assert "together" not in opened.pane.facts


@pytest.mark.usefixtures("german")
def test_a_joint_name_left_empty_is_in_the_windows_language(qtbot: QtBot) -> None:
    opened = sheet(qtbot, preview("one"), preview("two"))
    qtbot.mouseClick(opened.together, LEFT)
    opened.name.selectAll()
    qtbot.keyClick(opened.name, Qt.Key.Key_Delete)
    (request,) = learned(qtbot, opened)
    assert request.name == "One und 1 weitere"


def test_escape_learns_nothing(qtbot: QtBot) -> None:
    opened = sheet(qtbot)
    with qtbot.assertNotEmitted(opened.learn):
        qtbot.keyClick(opened, Qt.Key.Key_Escape)
    assert not opened.isVisible()


def test_every_choice_has_a_name_for_screen_readers(qtbot: QtBot) -> None:
    opened = sheet(qtbot, preview("one"), preview("two"))
    widgets: list[QWidget] = [opened.name, opened.model, opened.preset, opened.pane.text]
    widgets += opened.findChildren(QListWidget)[:1]
    assert all(widget.accessibleName() for widget in widgets)
    assert all(each.text() for each in opened.findChildren(QPushButton) if each.isVisible())
